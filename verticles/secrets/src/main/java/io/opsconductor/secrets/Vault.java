package io.opsconductor.secrets;

import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.secrets.CredentialInput;
import io.opsconductor.contracts.secrets.CredentialMaterial;
import java.util.Arrays;
import javax.crypto.SecretKey;

/** Turns the secret part of a credential into what is stored, and back. */
final class Vault {
  private static final String TABLE = "credential_versions";

  private final Envelope envelope;
  private final SecretKey master;

  Vault(Envelope envelope, SecretKey master) {
    this.envelope = envelope;
    this.master = master;
  }

  /** Type and user name are sealed too: what counts at use cannot be changed in the database. */
  Sealed seal(VersionKey key, CredentialInput input) {
    byte[] plaintext =
        Wire.encodeBytes(
            new CredentialMaterial(
                input.type(),
                input.username(),
                input.privateKey(),
                input.passphrase(),
                input.password()));
    try {
      return envelope.seal(master, place(key, "ciphertext"), place(key, "wrapped_key"), plaintext);
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
  }

  /**
   * The secret.
   *
   * @throws TamperedException when the row was changed, or is not the one that was written
   */
  CredentialMaterial open(VersionKey key, Sealed sealed) {
    byte[] plaintext =
        envelope.open(master, place(key, "ciphertext"), place(key, "wrapped_key"), sealed);
    try {
      return Wire.decode(plaintext, CredentialMaterial.class);
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
  }

  private static Place place(VersionKey key, String column) {
    String row = key.organizationId() + "/" + key.credentialId() + "/" + key.version();
    return new Place(TABLE, row, column, MasterKeyCheck.FIRST);
  }
}
