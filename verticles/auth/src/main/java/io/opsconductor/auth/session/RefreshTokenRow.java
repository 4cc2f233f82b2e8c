package io.opsconductor.auth.session;

import java.time.Duration;
import java.time.Instant;

/**
 * A refresh token that was given out, and its session.
 *
 * @param usedAt null as long as it is not used
 * @param successorSalt null as long as it is not used
 * @param successorHash null as long as it is not used
 */
public record RefreshTokenRow(
    Session session,
    boolean sessionEnded,
    Instant issuedAt,
    Instant expiresAt,
    Instant usedAt,
    byte[] successorSalt,
    byte[] successorHash) {
  /** How long a used token still gives the same successor, for clients that ask twice at once. */
  public static final Duration GRACE = Duration.ofSeconds(10);

  /**
   * How long a shared token goes on after it was given out. Longer than {@link #GRACE}, so that
   * nobody is given a token as the successor which is used up already, and longer than answers that
   * overtake each other on their way: the last cookie that a browser is told is always the newest.
   */
  public static final Duration HELD = Duration.ofMinutes(1);

  /** What presenting a token means. */
  enum Use {
    /** It is the newest, shared, and was given out a moment ago: it stays. */
    KEEP,
    /** It is the newest: it is used up now. */
    ROTATE,
    /** It was used a moment ago: the same successor is given again. */
    REPEAT,
    /** It was used long ago: the session ends. */
    REUSED,
    /** It is expired, or its session is at its end. */
    DEAD
  }

  Use use(Instant now, boolean shared) {
    if (sessionEnded || !now.isBefore(expiresAt)) {
      return Use.DEAD;
    }
    if (usedAt == null) {
      return shared && now.isBefore(issuedAt.plus(HELD)) ? Use.KEEP : Use.ROTATE;
    }
    return now.isBefore(usedAt.plus(GRACE)) ? Use.REPEAT : Use.REUSED;
  }
}
