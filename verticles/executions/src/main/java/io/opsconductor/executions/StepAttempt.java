package io.opsconductor.executions;

import io.opsconductor.contracts.executions.OutputStreamName;
import java.util.UUID;

/** One try of a step on a target, loaded under the lock of its execution. */
final class StepAttempt {
  private final UUID taskId;
  private final UUID organizationId;
  private final int step;
  private final int attempt;
  private final StreamTail stdout;
  private final StreamTail stderr;
  private Integer exitCode;
  private boolean finished;

  StepAttempt(
      UUID taskId,
      UUID organizationId,
      int step,
      int attempt,
      StreamTail stdout,
      StreamTail stderr,
      Integer exitCode,
      boolean finished) {
    this.taskId = taskId;
    this.organizationId = organizationId;
    this.step = step;
    this.attempt = attempt;
    this.stdout = stdout;
    this.stderr = stderr;
    this.exitCode = exitCode;
    this.finished = finished;
  }

  static StepAttempt begin(Task task, int step) {
    return new StepAttempt(
        task.id(),
        task.organizationId(),
        step,
        task.attempt(),
        StreamTail.empty(),
        StreamTail.empty(),
        null,
        false);
  }

  UUID taskId() {
    return taskId;
  }

  UUID organizationId() {
    return organizationId;
  }

  int step() {
    return step;
  }

  int attempt() {
    return attempt;
  }

  Integer exitCode() {
    return exitCode;
  }

  boolean finished() {
    return finished;
  }

  StreamTail stream(OutputStreamName name) {
    return switch (name) {
      case STDOUT -> stdout;
      case STDERR -> stderr;
    };
  }

  void finish(Integer code) {
    exitCode = code;
    finished = true;
  }
}
