package io.opsconductor.auth.session;

import java.util.UUID;

/** A signed-in user on one client. */
public record Session(UUID id, UUID userId, UUID organizationId) {
  /** Why a session was ended. The names are stored. */
  public enum EndReason {
    LOGOUT,
    /** A refresh token came a second time: one of the two who had it is a thief. */
    REFRESH_TOKEN_REUSED,
    PASSWORD_CHANGED,
    /** Its user ended it, from this or from another session. */
    ENDED_BY_USER,
    ENDED_BY_ADMINISTRATOR,
    /** It was begun without the second factor that its user set up elsewhere. */
    FACTOR_ADDED,
    /** An administrator removed the second factors of its user. */
    FACTORS_RESET,
    /** Its user is no more. */
    USER_DELETED
  }
}
