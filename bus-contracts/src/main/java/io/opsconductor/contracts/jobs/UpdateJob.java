package io.opsconductor.contracts.jobs;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/**
 * A new version of a job.
 *
 * @param expectedVersion the version that was edited; refused with {@code version_changed} when
 *     another is current; null to replace whatever is there
 */
public record UpdateJob(UUID id, JobInput job, Integer expectedVersion) {
  public UpdateJob {
    Checks.present(id, "id");
    Checks.present(job, "job");
  }
}
