package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.util.List;
import java.util.UUID;

/**
 * Asks the owner of an object which of these it is one of.
 *
 * @param objects of grants that allow: what cannot be read is nothing
 * @param denied of grants that deny: what cannot be read is everything; none when null
 */
public record MatchObject(
    UUID organizationId, UUID id, List<GrantObject> objects, List<GrantObject> denied) {
  public MatchObject {
    denied = denied == null ? List.of() : List.copyOf(denied);
    Checks.present(organizationId, "organizationId");
    Checks.present(id, "id");
    objects = List.copyOf(Checks.present(objects, "objects"));
  }
}
