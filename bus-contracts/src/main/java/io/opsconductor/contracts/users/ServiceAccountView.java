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
 * @param runs in the answer to who disables the account only; else null
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
    String createdBy,
    RunsOfDisabled runs) {
  public ServiceAccountView {
    roles = List.copyOf(roles);
  }

  public ServiceAccountView(
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
    this(
        id,
        name,
        description,
        teamId,
        teamName,
        roles,
        enabled,
        version,
        createdAt,
        createdBy,
        null);
  }

  /** With what became of its executions. */
  public ServiceAccountView with(RunsOfDisabled what) {
    return new ServiceAccountView(
        id,
        name,
        description,
        teamId,
        teamName,
        roles,
        enabled,
        version,
        createdAt,
        createdBy,
        what);
  }
}
