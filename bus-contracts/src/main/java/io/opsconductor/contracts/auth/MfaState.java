package io.opsconductor.contracts.auth;

import java.util.List;

/**
 * What the caller has set up.
 *
 * @param recoveryCodesLeft how many were not used yet
 */
public record MfaState(List<MfaFactor> factors, int recoveryCodesLeft) {
  public MfaState {
    factors = List.copyOf(factors);
  }
}
