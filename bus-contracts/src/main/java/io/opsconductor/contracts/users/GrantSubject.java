package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/** Who is given a grant. */
public record GrantSubject(SubjectType type, UUID id) {
  public GrantSubject {
    Checks.present(type, "type");
    Checks.present(id, "id");
  }
}
