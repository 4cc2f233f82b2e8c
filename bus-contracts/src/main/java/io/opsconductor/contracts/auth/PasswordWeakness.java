package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;

/**
 * A rule that a password does not keep.
 *
 * @param detail the same for a person: what the password must be, or must not be
 */
public record PasswordWeakness(PasswordRule rule, String detail) {
  public PasswordWeakness {
    Checks.present(rule, "rule");
    Checks.present(detail, "detail");
  }
}
