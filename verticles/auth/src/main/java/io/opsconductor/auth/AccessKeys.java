package io.opsconductor.auth;

import io.opsconductor.contracts.Ids;
import io.opsconductor.platform.context.SigningKey;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where the keys of access tokens come from. */
sealed interface AccessKeys {
  /** How long new tokens are made under one key. */
  Duration SIGNS = Duration.ofDays(30);

  /** How long before its first use a key is made, so that every node knows it by then. */
  Duration AHEAD = Duration.ofDays(1);

  /** How long a key outlives its last token. */
  Duration MARGIN = Duration.ofHours(1);

  /** Those that are accepted now, the earliest first; at least one of them signs now. */
  List<AccessKey> load(Instant now);

  /** One key, known to this process alone. */
  record InMemory(AccessKey key) implements AccessKeys {
    static InMemory generate() {
      return new InMemory(new AccessKey(newKey(), Instant.EPOCH, Instant.MAX, Instant.MAX));
    }

    @Override
    public List<AccessKey> load(Instant now) {
      return List.of(key);
    }
  }

  /** Keys that all nodes share; whoever first sees that one is missing makes it. */
  record Stored(Db db, KeyStore store) implements AccessKeys {
    @Override
    public List<AccessKey> load(Instant now) {
      List<AccessKey> found = store.signingKeys(db, now);
      return missesOne(found, now) ? db.transaction(tx -> complete(tx, now)) : found;
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

    private static AccessKey from(Instant begin) {
      Instant end = begin.plus(SIGNS);
      return new AccessKey(newKey(), begin, end, end.plus(MARGIN));
    }
  }

  private static SigningKey newKey() {
    return SigningKey.generate("access:" + Ids.next());
  }
}
