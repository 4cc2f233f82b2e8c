package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.util.List;
import java.util.UUID;

/**
 * Changes a service account; what is absent stays.
 *
 * @param description empty to take it away
 * @param teamId the team that owns it from now on
 * @param enabled false has all its API tokens refused within 5 s, until it is true again
 * @param expectedVersion that was edited; null to change whatever is there
 * @param cancelRunning with {@code enabled} false: also cancels what the account started, as far as
 *     the caller may
 */
public record UpdateServiceAccount(
    UUID id,
    String name,
    String description,
    UUID teamId,
    List<String> roles,
    Boolean enabled,
    Integer expectedVersion,
    Boolean cancelRunning) {
  public UpdateServiceAccount {
    Checks.present(id, "id");
    if (name != null) {
      ServiceAccountInput.checkName(name);
    }
    Checks.optionalText(description, "description", 1000);
    roles = roles == null ? null : ServiceAccountInput.checkRoles(roles);
    RunsOfDisabled.check(enabled, cancelRunning);
  }

  public UpdateServiceAccount(
      UUID id,
      String name,
      String description,
      UUID teamId,
      List<String> roles,
      Boolean enabled,
      Integer expectedVersion) {
    this(id, name, description, teamId, roles, enabled, expectedVersion, null);
  }
}
