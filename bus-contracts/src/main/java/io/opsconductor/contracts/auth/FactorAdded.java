package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;
import java.util.List;

/**
 * A first second factor, which counts.
 *
 * @param recoveryCodes told this one time
 */
public record FactorAdded(MfaFactor factor, List<SecretText> recoveryCodes) {
  public FactorAdded {
    Checks.present(factor, "factor");
    recoveryCodes = List.copyOf(recoveryCodes);
  }
}
