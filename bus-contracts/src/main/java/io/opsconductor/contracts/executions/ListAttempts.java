package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.PageRequest;
import java.util.UUID;

/** A part of the attempts of a task. */
public record ListAttempts(UUID executionId, UUID taskId, PageRequest page) {
  public ListAttempts {
    Checks.present(executionId, "executionId");
    Checks.present(taskId, "taskId");
    page = page == null ? PageRequest.first() : page;
  }
}
