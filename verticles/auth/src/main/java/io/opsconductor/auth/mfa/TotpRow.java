package io.opsconductor.auth.mfa;

import io.opsconductor.contracts.auth.FactorKind;
import io.opsconductor.contracts.auth.MfaFactor;
import java.time.Instant;
import java.util.UUID;

/**
 * An authenticator application of a user.
 *
 * @param sealedSecret under the master key
 * @param confirmedAt null as long as it is being set up
 * @param lastStep of the code that was accepted last; 0 for none
 * @param lastUsedAt null when it was not used
 */
record TotpRow(
    UUID id,
    byte[] sealedSecret,
    Instant createdAt,
    Instant confirmedAt,
    long lastStep,
    Instant lastUsedAt) {
  MfaFactor toFactor() {
    return new MfaFactor(id, FactorKind.TOTP, "Authenticator application", createdAt, lastUsedAt);
  }
}
