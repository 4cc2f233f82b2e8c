package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.auth.EmailAddress;
import java.util.List;
import java.util.UUID;

/**
 * Changes a user; what is absent stays.
 *
 * @param email empty to take it away
 * @param enabled false ends the user's sessions, and nothing new is begun in the user's name
 * @param expectedVersion that was edited; null to change whatever is there
 * @param cancelRunning with {@code enabled} false: also cancels what the user started, as far as
 *     the caller may
 */
public record UpdateUser(
    UUID id,
    List<String> roles,
    String email,
    Boolean enabled,
    Integer expectedVersion,
    Boolean cancelRunning) {
  public UpdateUser {
    Checks.present(id, "id");
    if (roles != null) {
      Checks.range(roles.size(), "roles", 0, 20);
      roles = List.copyOf(roles);
    }
    if (email != null && !email.isEmpty()) {
      EmailAddress.check(email, "email");
    }
    RunsOfDisabled.check(enabled, cancelRunning);
  }

  public UpdateUser(
      UUID id, List<String> roles, String email, Boolean enabled, Integer expectedVersion) {
    this(id, roles, email, enabled, expectedVersion, null);
  }
}
