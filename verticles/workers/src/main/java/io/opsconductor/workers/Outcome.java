package io.opsconductor.workers;

import io.opsconductor.contracts.executions.CancelOutcome;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.TaskError;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.targets.ConnectionCategory;
import io.opsconductor.workers.ssh.SshConnectException;
import io.opsconductor.workers.ssh.StepResult;

/**
 * How a task ended.
 *
 * @param exitCode of the first failing step, else of the last; null when none ended
 * @param error null when it succeeded
 * @param cancel null unless it was cancelled
 */
record Outcome(TaskState state, Integer exitCode, TaskError error, CancelOutcome cancel) {

  static Outcome succeeded(Integer exitCode) {
    return new Outcome(TaskState.SUCCEEDED, exitCode, null, null);
  }

  /** Cancelled while no step was running. */
  static Outcome cancelledBetween(Integer exitCodeBefore) {
    return cancelled(
        exitCodeBefore,
        true,
        exitCodeBefore == null
            ? "cancelled before anything was started"
            : "cancelled before the next step was started");
  }

  /** A step did not exit with 0. */
  static Outcome failed(String step, StepResult result, Integer exitCodeBefore) {
    return switch (result.end()) {
      case EXITED ->
          failure(
              TaskState.FAILED,
              result.exitCode().orElseThrow(),
              ErrorClass.COMMAND,
              "step %s ended with exit code %d".formatted(step, result.exitCode().orElseThrow()));
      case NOT_STARTED ->
          failure(
              exitCodeBefore == null ? TaskState.UNREACHABLE : TaskState.FAILED,
              exitCodeBefore,
              ErrorClass.CONNECTION,
              "permission: " + result.message());
      case LOST -> failure(TaskState.LOST, exitCodeBefore, ErrorClass.LOST, result.message());
      case TIMED_OUT ->
          failure(TaskState.TIMED_OUT, exitCodeBefore, ErrorClass.TIMEOUT, result.message());
      case CANCELLED -> cancelled(exitCodeBefore, result.processesGone(), result.message());
      case LEFT, FENCED -> throw new IllegalStateException("the step has not ended: " + result);
    };
  }

  /** No connection for the next step. */
  static Outcome unreachable(SshConnectException cause, Integer exitCodeBefore) {
    return failure(
        exitCodeBefore == null ? TaskState.UNREACHABLE : TaskState.FAILED,
        exitCodeBefore,
        errorCategory(cause.category()),
        cause.category().wireName() + ": " + cause.getMessage());
  }

  /** Nothing of the next step was sent, for a reason that is not the target's. */
  static Outcome notStarted(String message, Integer exitCodeBefore) {
    return failure(
        exitCodeBefore == null ? TaskState.UNREACHABLE : TaskState.FAILED,
        exitCodeBefore,
        ErrorClass.INTERNAL,
        message);
  }

  private static Outcome cancelled(Integer exitCode, boolean gone, String message) {
    return new Outcome(
        TaskState.CANCELLED,
        exitCode,
        new TaskError(ErrorClass.CANCELLED, message),
        gone ? CancelOutcome.CONFIRMED : CancelOutcome.UNCONFIRMED);
  }

  private static Outcome failure(
      TaskState state, Integer exitCode, ErrorClass category, String message) {
    return new Outcome(state, exitCode, new TaskError(category, message), null);
  }

  private static ErrorClass errorCategory(ConnectionCategory category) {
    return switch (category) {
      case AUTHENTICATION -> ErrorClass.AUTHENTICATION;
      case HOST_KEY_CHANGED -> ErrorClass.HOST_KEY;
      case OK, RESOLVE, REFUSED, CONNECT_TIMEOUT, UNREACHABLE, PERMISSION, PROTOCOL ->
          ErrorClass.CONNECTION;
    };
  }
}
