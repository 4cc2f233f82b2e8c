package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.PageRequest;
import java.time.Instant;
import java.util.UUID;

/**
 * A part of the list of executions: those of which all that is given holds.
 *
 * @param jobId of this job
 * @param state in this state
 * @param name with this in the name, in upper or lower case
 * @param startedBy started by the user of this name
 * @param targetId with a task on this target
 * @param scheduleId for a due time of this schedule
 * @param from asked for then or later
 * @param to asked for before
 */
public record ListExecutions(
    PageRequest page,
    UUID jobId,
    ExecutionState state,
    String name,
    String startedBy,
    UUID targetId,
    UUID scheduleId,
    Instant from,
    Instant to) {
  public ListExecutions {
    page = page == null ? PageRequest.first() : page;
  }

  /** Of one job, of one state, or of all when absent. */
  public ListExecutions(PageRequest page, UUID jobId, ExecutionState state) {
    this(page, jobId, state, null, null, null, null, null, null);
  }
}
