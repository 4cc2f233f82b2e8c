package io.opsconductor.contracts.auth;

import java.util.List;

/**
 * Whether a password would be accepted.
 *
 * @param weaknesses why not; empty when it would
 */
public record PasswordStrength(boolean accepted, List<PasswordWeakness> weaknesses) {
  public PasswordStrength {
    weaknesses = List.copyOf(weaknesses);
  }
}
