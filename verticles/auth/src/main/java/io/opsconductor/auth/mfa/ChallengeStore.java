package io.opsconductor.auth.mfa;

import io.opsconductor.auth.session.RefreshToken;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Sign-ins whose password was right and that wait for a second factor. */
public final class ChallengeStore {
  /** How long one waits. */
  public static final Duration LIFETIME = Duration.ofMinutes(5);

  /** How often one may be answered. */
  public static final int MOST_ATTEMPTS = 5;

  private static final String PREFIX = "opsm_";
  private static final int BYTES = 32;

  private final Db db;
  private final SecureRandom random = new SecureRandom();

  public ChallengeStore(Db db) {
    this.db = db;
  }

  /** A new one, to be told to the client. */
  String begin(Tx tx, CodeOwner owner, Instant now) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String challenge = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    tx.execute(
        ChallengeSql.INSERT,
        hash(challenge),
        owner.userId(),
        owner.organizationId(),
        time(now),
        time(now.plus(LIFETIME)));
    return challenge;
  }

  /** Whose it is, if it may still be answered. */
  Optional<UUID> find(SecretText challenge, Instant now) {
    return db.one(
        ChallengeSql.SELECT,
        row -> row.getUUID("user_id"),
        hash(challenge.reveal()),
        time(now),
        MOST_ATTEMPTS);
  }

  /** Counts an answer; false when it was one too many. */
  boolean attempt(SecretText challenge, Instant now) {
    return db.execute(ChallengeSql.ATTEMPT, hash(challenge.reveal()), time(now), MOST_ATTEMPTS)
        == 1;
  }

  /** Gives a mail the time to come. */
  void extend(SecretText challenge, Instant now, Instant until) {
    db.execute(ChallengeSql.EXTEND, hash(challenge.reveal()), time(now), time(until));
  }

  /** False when somebody else ended it, or a new password did. */
  boolean end(Tx tx, SecretText challenge) {
    return tx.execute(ChallengeSql.DELETE, hash(challenge.reveal())) == 1;
  }

  public void removeExpired(Instant now) {
    db.execute(ChallengeSql.DELETE_EXPIRED, time(now));
  }

  private static Buffer hash(String challenge) {
    return Buffer.buffer(RefreshToken.hash(challenge));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
