package io.opsconductor.auth.slowdown;

import io.opsconductor.auth.keys.MasterKey;
import io.opsconductor.auth.password.PasswordRow;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.platform.database.Tx;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Slows down those who guess passwords, without a way to lock somebody else out.
 *
 * <ul>
 *   <li>Failures of one name from one network make that pair wait.
 *   <li>Failures of a network for many names make it wait, but not for names that signed in from it
 *       lately: a neighbour who guesses does not hold them up.
 *   <li>Failures of a name from many networks make it wait, but not in networks from which it
 *       signed in lately, nor the first attempt from any other: whoever knows the password gets in.
 * </ul>
 *
 * Names that do not exist are counted like others, and all names are stored as keyed hashes only:
 * people type passwords there by mistake.
 */
public final class SlowDown {
  /** So long a failure counts as one from this network; far longer than its tally lasts. */
  static final Duration FAILURE_KEPT = Duration.ofHours(6);

  /** So long a network is one from which the name signs in. */
  public static final Duration SUCCESS_KEPT = Duration.ofDays(30);

  /** A success is written down again when the last one is this old. */
  private static final Duration SUCCESS_RENEWED = Duration.ofDays(1);

  private static final String MAC = "HmacSHA256";
  private static final int KEY_BYTES = 18;

  private final TallyStore tallies;
  private final SecretKey key;
  private final Clock clock;

  public SlowDown(TallyStore tallies, MasterKey master, Clock clock) {
    this.tallies = tallies;
    this.key = master.derive("opsconductor/auth/sign-in-tallies/v1", MAC);
    this.clock = clock;
  }

  /**
   * Looks whether an attempt may be made.
   *
   * @param known by its id, so that all spellings of a name are one
   * @param client null when it is not known
   * @throws OpsException {@code sign_in_slowed}, before anything is computed, when the pair itself
   *     has to wait; the others are only known to {@link #refusal}, so that it takes as long
   */
  public Attempt begin(Optional<PasswordRow> known, String username, SessionClient client) {
    String network = AddressPrefix.of(client == null ? null : client.address());
    String name =
        known
            .map(row -> "id " + row.userId())
            .orElseGet(() -> "name " + username.toLowerCase(Locale.ROOT));
    String account = "account:" + hash(name);
    String pair = "pair:" + hash(name + " from " + network);
    Attempt attempt =
        new Attempt(account, "network:" + network, pair, Set.of(), Duration.ZERO, true, false);
    Attempt seen = judge(attempt, tallies.find(attempt.keys()));
    if (seen.waiting().contains(Tally.Measure.PAIR)) {
      throw slowed(seen.delay());
    }
    return seen;
  }

  /** Counts a failure. */
  public void fail(Tx tx, Attempt attempt) {
    Instant now = clock.instant();
    // In this order, which is the same for all, so that none waits for another in a circle.
    for (Tally.Measure measure : Tally.Measure.values()) {
      if (attempt.countedBy().contains(measure)) {
        tallies.count(tx, attempt.key(measure), measure, now);
      }
    }
  }

  /** What a failed attempt is told: to wait when it would have had to, else what is given. */
  public OpsException refusal(Attempt attempt, OpsException wrong) {
    return attempt.isUnhindered() ? wrong : slowed(attempt.delay());
  }

  /**
   * Forgets the failures of a name that is proved. Those of the network stay: an account of one's
   * own must not wash it clean.
   *
   * @throws OpsException {@code sign_in_slowed} when others that were judged at the same time
   *     failed so often that this one comes too soon
   */
  public void succeed(Tx tx, Attempt attempt) {
    Instant now = clock.instant();
    Map<String, Tally> found = refuseTooSoon(tx, attempt);
    if (found.getOrDefault(attempt.account(), Tally.NONE).failures() > 0) {
      tallies.forget(tx, attempt.account());
    }
    Tally pair = found.getOrDefault(attempt.pair(), Tally.NONE);
    if (pair.failures() > 0 || !isWithin(pair.succeededAt(), SUCCESS_RENEWED, now)) {
      tallies.succeed(tx, attempt.pair(), now);
    }
  }

  /**
   * What was counted meanwhile; forgets nothing, because a second factor is still to be shown.
   *
   * @throws OpsException {@code sign_in_slowed} as {@link #succeed} does
   */
  public Map<String, Tally> refuseTooSoon(Tx tx, Attempt attempt) {
    Map<String, Tally> found = tallies.find(tx, attempt.keys());
    Attempt again = judge(attempt, found);
    if (again.waiting().contains(Tally.Measure.PAIR)) {
      throw slowed(again.delay());
    }
    return found;
  }

  public void removeOld() {
    Instant now = clock.instant();
    tallies.removeOld(now.minus(FAILURE_KEPT), now.minus(SUCCESS_KEPT));
  }

  private Attempt judge(Attempt attempt, Map<String, Tally> found) {
    Instant now = clock.instant();
    Set<Tally.Measure> waiting = EnumSet.noneOf(Tally.Measure.class);
    Duration longest = Duration.ZERO;
    for (Tally.Measure measure : Tally.Measure.values()) {
      Tally tally = found.getOrDefault(attempt.key(measure), Tally.NONE);
      Duration wait = tally.waitsStill(measure, now);
      if (wait.isPositive()) {
        waiting.add(measure);
        longest = wait.compareTo(longest) > 0 ? wait : longest;
      }
    }
    Tally pair = found.getOrDefault(attempt.pair(), Tally.NONE);
    boolean first = !isWithin(pair.failedAt(), FAILURE_KEPT, now);
    boolean heldUp =
        waiting.contains(Tally.Measure.NETWORK)
            || (waiting.contains(Tally.Measure.ACCOUNT) && !first);
    boolean familiar = isWithin(pair.succeededAt(), SUCCESS_KEPT, now);
    return new Attempt(
        attempt.account(),
        attempt.network(),
        attempt.pair(),
        waiting,
        longest,
        !heldUp || familiar,
        familiar);
  }

  private static boolean isWithin(Instant time, Duration before, Instant now) {
    return time != null && time.isAfter(now.minus(before));
  }

  public static OpsException slowed(Duration wait) {
    return new OpsException(
            ErrorCode.SIGN_IN_SLOWED,
            "Too many wrong passwords or codes; wait before the next attempt")
        .retryAfter(wait);
  }

  private String hash(String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      byte[] whole = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(whole, KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + MAC, e);
    }
  }
}
