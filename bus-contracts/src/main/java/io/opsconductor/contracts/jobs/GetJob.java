package io.opsconductor.contracts.jobs;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/**
 * Names a job and perhaps one version of it; the current one when absent.
 *
 * @param permission that the caller must have on it beside reading it, for example {@code job:run};
 *     null for none
 */
public record GetJob(UUID id, Integer version, String permission) {
  public GetJob(UUID id, Integer version) {
    this(id, version, null);
  }

  public GetJob {
    Checks.present(id, "id");
  }
}
