package io.opsconductor.auth.passkey;

import io.opsconductor.contracts.auth.FactorKind;
import io.opsconductor.contracts.auth.MfaFactor;
import io.opsconductor.contracts.auth.PasskeyDescriptor;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * A passkey of a user.
 *
 * @param lastUsedAt null when it was not used
 */
record PasskeyRow(UUID id, String name, PublicKey key, Instant createdAt, Instant lastUsedAt) {
  /**
   * The public half.
   *
   * @param credentialId by which the authenticator knows it
   * @param credential attested credential data of WebAuthn: id, model of the authenticator, key
   * @param counter of its signatures, as it said last; 0 when it counts none
   * @param verifiedUser whether it made sure who uses it
   * @param backupEligible whether it may be in more than one device
   * @param backedUp whether it is
   */
  record PublicKey(
      byte[] credentialId,
      byte[] credential,
      long counter,
      boolean verifiedUser,
      boolean backupEligible,
      boolean backedUp,
      List<String> transports) {
    PublicKey {
      transports = List.copyOf(transports);
    }
  }

  MfaFactor toFactor() {
    return new MfaFactor(id, FactorKind.PASSKEY, name, createdAt, lastUsedAt);
  }

  PasskeyDescriptor toDescriptor() {
    return new PasskeyDescriptor(
        "public-key",
        Base64.getUrlEncoder().withoutPadding().encodeToString(key.credentialId()),
        key.transports());
  }
}
