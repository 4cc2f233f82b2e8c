package io.opsconductor.contracts.auth;

import java.util.UUID;

/**
 * A session that was ended; contexts of it are not to be used any more.
 *
 * @param sessionId null in an answer when there was none
 * @param reason why, in one word such as {@code password_changed}; null when it is not told, as by
 *     a release before this
 */
public record SessionEnded(UUID sessionId, String reason) {
  /** For the client of the session, who may know why. */
  public String words() {
    return words(reason);
  }

  /** What a client is told of a session that ended for this reason, which may be null. */
  public static String words(String reason) {
    return reason == null ? "The session has ended" : "The session has ended: " + reason;
  }
}
