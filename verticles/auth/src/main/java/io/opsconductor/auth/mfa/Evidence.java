package io.opsconductor.auth.mfa;

import io.opsconductor.auth.passkey.Ceremony;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.PasskeyAssertion;

/** What somebody shows as a second factor. */
public sealed interface Evidence {
  /**
   * Six digits of the authenticator application, a recovery code, or eight digits that were mailed.
   *
   * @param boundTo challenge of the sign-in, or id of the session, in which a mailed code is good;
   *     null where none is
   */
  record Code(SecretText text, String boundTo) implements Evidence {
    public Code(SecretText text) {
      this(text, null);
    }
  }

  /** A passkey, in answer to a challenge of this ceremony. */
  record Passkey(PasskeyAssertion shown, Ceremony ceremony) implements Evidence {}
}
