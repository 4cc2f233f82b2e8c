package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.PageRequest;
import java.util.UUID;

/** A part of the tasks of an execution. */
public record ListTasks(UUID executionId, PageRequest page, TaskState state) {
  public ListTasks {
    Checks.present(executionId, "executionId");
    page = page == null ? PageRequest.first() : page;
  }
}
