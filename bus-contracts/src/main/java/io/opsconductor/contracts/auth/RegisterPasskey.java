package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;

/**
 * The caller adds a passkey that was made.
 *
 * @param name by which its user knows it
 */
public record RegisterPasskey(String name, PasskeyAttestation credential) {
  public RegisterPasskey {
    Checks.name(name, "name");
    Checks.present(credential, "credential");
  }
}
