package io.opsconductor.auth.passkey;

import java.util.Locale;
import java.util.UUID;

/**
 * What a challenge is for: one that was given out for another ceremony is none here.
 *
 * @param boundTo the session, or the sign-in that waits; kept as a hash only
 */
public record Ceremony(PasskeyOwner owner, Purpose purpose, String boundTo) {
  /** Why a passkey is asked for. */
  public enum Purpose {
    REGISTRATION,
    SIGN_IN,
    STEP_UP;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Ceremony ofSession(PasskeyOwner owner, Purpose purpose, UUID session) {
    return new Ceremony(owner, purpose, session.toString());
  }
}
