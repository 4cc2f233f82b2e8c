package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.WireNamed;

/** What a second factor is. */
public enum FactorKind implements WireNamed {
  /** An authenticator application that shows six digits for half a minute (RFC 6238). */
  TOTP,
  /** A key in an authenticator, of which the server has only the public half (WebAuthn). */
  PASSKEY,
  /** A code that is mailed to the proved address; only of users who have nothing stronger. */
  EMAIL_CODE,
  /** One of the codes that were written down, each good once. */
  RECOVERY_CODE
}
