package io.opsconductor.contracts.jobs;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/** Names a job and perhaps one version of it; the current one when absent. */
public record GetJob(UUID id, Integer version) {
  public GetJob {
    Checks.present(id, "id");
  }
}
