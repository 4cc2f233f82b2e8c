package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/** A user in a team. */
public record TeamMember(UUID teamId, UUID userId) {
  public TeamMember {
    Checks.present(teamId, "teamId");
    Checks.present(userId, "userId");
  }
}
