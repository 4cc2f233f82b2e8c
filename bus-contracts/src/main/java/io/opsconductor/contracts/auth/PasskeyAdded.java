package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;
import java.util.List;

/**
 * A passkey that counts.
 *
 * @param recoveryCodes told this one time, when it is the caller's first factor; null otherwise
 */
public record PasskeyAdded(MfaFactor factor, List<SecretText> recoveryCodes) {
  public PasskeyAdded {
    Checks.present(factor, "factor");
    recoveryCodes = recoveryCodes == null ? null : List.copyOf(recoveryCodes);
  }
}
