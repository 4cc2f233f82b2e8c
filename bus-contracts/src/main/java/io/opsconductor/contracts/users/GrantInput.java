package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;

/**
 * Gives or denies what a role permits.
 *
 * @param role by its name
 * @param object null for everything
 * @param effect {@code allow} when absent
 */
public record GrantInput(
    GrantSubject subject, String role, GrantObject object, GrantEffect effect) {
  public GrantInput {
    Checks.present(subject, "subject");
    Checks.text(role, "role", 63);
    effect = effect == null ? GrantEffect.ALLOW : effect;
  }
}
