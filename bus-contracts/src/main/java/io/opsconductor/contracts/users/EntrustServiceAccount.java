package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.util.List;
import java.util.UUID;

/**
 * Asks whether the caller may act as a service account from now on, by an API token of it.
 *
 * @param permissions of the token, {@code *} for all that the account may; empty to ask only
 *     whether the caller manages the account
 */
public record EntrustServiceAccount(UUID id, List<String> permissions) {
  public EntrustServiceAccount {
    Checks.present(id, "id");
    permissions = List.copyOf(Checks.present(permissions, "permissions"));
  }
}
