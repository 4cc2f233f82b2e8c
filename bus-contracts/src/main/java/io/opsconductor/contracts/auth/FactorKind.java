package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.WireNamed;

/** What a second factor is. */
public enum FactorKind implements WireNamed {
  /** An authenticator application that shows six digits for half a minute (RFC 6238). */
  TOTP,
  /** A key in an authenticator, of which the server has only the public half (WebAuthn). */
  PASSKEY,
  /** One of the codes that were written down, each good once. */
  RECOVERY_CODE
}
