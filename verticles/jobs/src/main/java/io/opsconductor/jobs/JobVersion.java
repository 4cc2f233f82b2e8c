package io.opsconductor.jobs;

import io.opsconductor.contracts.jobs.JobInput;
import io.opsconductor.contracts.jobs.JobView;
import java.time.Instant;
import java.util.UUID;

/**
 * One version of a job, as stored.
 *
 * @param sortKey by which the list of jobs is ordered
 * @param createdAt when the job was first saved
 * @param savedBy name of the user who saved this version
 */
record JobVersion(
    UUID id,
    int version,
    String sortKey,
    JobInput definition,
    Instant createdAt,
    Instant savedAt,
    String savedBy) {

  JobView view() {
    return new JobView(
        id,
        version,
        definition.name(),
        definition.description(),
        definition.steps(),
        definition.targets(),
        definition.parameters(),
        definition.strategy(),
        definition.timeoutSeconds(),
        definition.output(),
        definition.retention(),
        createdAt,
        savedAt,
        savedBy);
  }
}
