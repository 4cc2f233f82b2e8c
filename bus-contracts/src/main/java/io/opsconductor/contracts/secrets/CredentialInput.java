package io.opsconductor.contracts.secrets;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * A credential as written by a person.
 *
 * @param privateKey PEM or OpenSSH format; only for {@code ssh_key}
 * @param passphrase of the private key; absent when it has none
 * @param password only for {@code password}
 */
public record CredentialInput(
    String name,
    CredentialType type,
    String username,
    SecretText privateKey,
    SecretText passphrase,
    SecretText password) {
  private static final int MAX_KEY = 64 * 1024;

  public CredentialInput {
    Checks.name(name, "name");
    Checks.present(type, "type");
    Checks.text(username, "username", 128);
    switch (type) {
      case SSH_KEY -> {
        Checks.text(Checks.present(privateKey, "privateKey").reveal(), "privateKey", MAX_KEY);
        absent(password, "password", type);
      }
      case PASSWORD -> {
        Checks.text(Checks.present(password, "password").reveal(), "password", 1024);
        absent(privateKey, "privateKey", type);
        absent(passphrase, "passphrase", type);
      }
    }
  }

  private static void absent(SecretText value, String field, CredentialType type) {
    if (value != null) {
      throw Checks.invalid(field, "does not belong to a credential of type " + type.wireName());
    }
  }
}
