package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.PageRequest;
import java.util.UUID;

/**
 * A part of the list of executions.
 *
 * @param jobId only of this job; all when absent
 * @param state only in this state; all when absent
 */
public record ListExecutions(PageRequest page, UUID jobId, ExecutionState state) {
  public ListExecutions {
    page = page == null ? PageRequest.first() : page;
  }
}
