package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.util.List;
import java.util.UUID;

/**
 * Users and service accounts, of any organization.
 *
 * @param ids at most 1,000
 */
public record PrincipalIds(List<UUID> ids) {
  public PrincipalIds {
    ids = List.copyOf(Checks.present(ids, "ids"));
    Checks.range(ids.size(), "ids", 0, 1000);
  }
}
