package io.opsconductor.contracts.users;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A service account, as shown.
 *
 * @param description null when there is none
 * @param teamId the team that owns it
 * @param teamName of that team at this time
 * @param enabled whether its API tokens are accepted
 * @param version 1 at first; one more with each change
 * @param createdBy name of who made it, as it was then
 */
public record ServiceAccountView(
    UUID id,
    String name,
    String description,
    UUID teamId,
    String teamName,
    List<String> roles,
    boolean enabled,
    int version,
    Instant createdAt,
    String createdBy) {
  public ServiceAccountView {
    roles = List.copyOf(roles);
  }
}
