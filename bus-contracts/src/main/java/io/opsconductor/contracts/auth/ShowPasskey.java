package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;

/**
 * Somebody shows a passkey: to be sure of the caller, or to sign in with nothing else.
 *
 * @param client who asks, as the gateway sees it; null when it is not known
 */
public record ShowPasskey(PasskeyAssertion credential, SessionClient client) {
  public ShowPasskey {
    Checks.present(credential, "credential");
  }
}
