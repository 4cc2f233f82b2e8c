package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.util.List;
import java.util.UUID;

/** Asks the owner of an object which of these it is one of. */
public record MatchObject(UUID organizationId, UUID id, List<GrantObject> objects) {
  public MatchObject {
    Checks.present(organizationId, "organizationId");
    Checks.present(id, "id");
    objects = List.copyOf(Checks.present(objects, "objects"));
  }
}
