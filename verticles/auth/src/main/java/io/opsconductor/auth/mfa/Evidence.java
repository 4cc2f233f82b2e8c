package io.opsconductor.auth.mfa;

import io.opsconductor.auth.passkey.Ceremony;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.PasskeyAssertion;

/** What somebody shows as a second factor. */
public sealed interface Evidence {
  /** Six digits of the authenticator application, or a recovery code. */
  record Code(SecretText text) implements Evidence {}

  /** A passkey, in answer to a challenge of this ceremony. */
  record Passkey(PasskeyAssertion shown, Ceremony ceremony) implements Evidence {}
}
