package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/**
 * Removes a user for good.
 *
 * @param expectedVersion that was looked at; null to remove whatever is there
 */
public record DeleteUser(UUID id, Integer expectedVersion) {
  public DeleteUser {
    Checks.present(id, "id");
  }
}
