package io.opsconductor.auth.keys;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.context.SigningKey;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Where the keys of access tokens come from. */
public sealed interface AccessKeys {
  /**
   * How long before its first use a key is made when its time has come, so that every node knows it
   * by then.
   */
  Duration AHEAD = Duration.ofDays(1);

  /**
   * How long a key is accepted after its time: as long as the last token under it lives, and a
   * while for a node that learns late that its time is over.
   */
  Duration MARGIN = AccessTokens.LONGEST_LIFETIME.plusMinutes(5);

  /** Those that are accepted now, the earliest first; at least one of them signs now. */
  List<AccessKey> load(Instant now);

  /**
   * Makes a key that signs a while from now on, instead of those that do now.
   *
   * @throws OpsException {@code keys_rotated_often}, or {@code conflict} when keys are not stored
   */
  AccessKey rotate(Instant now, Call call);

  /** One key, known to this process alone. */
  record InMemory(AccessKey key) implements AccessKeys {
    public static InMemory generate() {
      return new InMemory(new AccessKey(newKey(), Instant.EPOCH, Instant.MAX, Instant.MAX));
    }

    @Override
    public List<AccessKey> load(Instant now) {
      return List.of(key);
    }

    @Override
    public AccessKey rotate(Instant now, Call call) {
      throw new OpsException(
          ErrorCode.CONFLICT,
          "The signing key lives in memory only; configure auth.master_key_file to rotate keys");
    }
  }

  /**
   * Keys that all nodes share; whoever first sees that one is missing makes it.
   *
   * @param signs how long new tokens are made under one key
   * @param lead between the making of a key that was asked for and its first use
   */
  record Stored(Db db, KeyStore store, Outbox outbox, Duration signs, Duration lead)
      implements AccessKeys {
    /** So many are accepted at once, so that nobody makes tokens dear to check. */
    static final int MOST = 20;

    @Override
    public List<AccessKey> load(Instant now) {
      List<AccessKey> found = store.signingKeys(db, now);
      return missesOne(found, now) ? db.transaction(tx -> complete(tx, now)) : found;
    }

    @Override
    public AccessKey rotate(Instant now, Call call) {
      return db.transaction(
          tx -> {
            store.lockSigningKeys(tx);
            Instant begin = now.truncatedTo(ChronoUnit.MILLIS).plus(lead);
            // Nobody has signed under a key whose time would have come later.
            store.removeLater(tx, begin);
            List<AccessKey> found = store.signingKeys(tx, now);
            if (found.size() >= MOST) {
              throw new OpsException(
                      ErrorCode.KEYS_ROTATED_OFTEN,
                      "The keys were rotated too often; wait until tokens under former ones ended")
                  .retryAfter(MARGIN);
            }
            store.retire(tx, begin, begin.plus(MARGIN));
            AccessKey key = from(begin);
            store.insert(tx, key);
            outbox.add(
                tx,
                call,
                "signing_key.rotated",
                "signing_key",
                null,
                Map.of("keyId", key.key().keyId(), "signsFrom", begin));
            return key;
          });
    }

    private List<AccessKey> complete(Tx tx, Instant now) {
      store.lockSigningKeys(tx);
      List<AccessKey> found = store.signingKeys(tx, now);
      if (found.stream().noneMatch(key -> key.signsAt(now))) {
        store.insert(tx, from(now));
      } else if (missesOne(found, now)) {
        store.insert(tx, from(found.getLast().signsUntil()));
      }
      return store.signingKeys(tx, now);
    }

    private static boolean missesOne(List<AccessKey> keys, Instant now) {
      return keys.stream().noneMatch(key -> key.signsAt(now))
          || keys.stream().noneMatch(key -> key.signsAt(now.plus(AHEAD)));
    }

    private AccessKey from(Instant begin) {
      Instant end = begin.plus(signs);
      return new AccessKey(newKey(), begin, end, end.plus(MARGIN));
    }
  }

  private static SigningKey newKey() {
    return SigningKey.generate("access:" + Ids.next());
  }
}
