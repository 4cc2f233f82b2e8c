package io.opsconductor.launcher.cli;

import io.opsconductor.contracts.executions.ExecutionState;
import java.util.Map;

/** The exit codes; scripts rely on them. */
enum Exit {
  OK(0),
  /** Something failed that has no code of its own. */
  ERROR(1),
  /** The command line is wrong; nothing was done. */
  USAGE(2),
  /** The execution failed on some hosts and succeeded on others. */
  FAILED_ON_SOME(3),
  /** The execution failed and succeeded on no host. */
  FAILED_ON_ALL(4),
  /** Not signed in, or not allowed. */
  AUTH(5),
  NOT_FOUND(6),
  /** The state of the thing forbids it, or somebody else changed it meanwhile. */
  CONFLICT(7),
  /** The server did not answer in time, or the execution exceeded its own time-out. */
  TIMED_OUT(8),
  /** The execution was cancelled. */
  CANCELLED(9),
  /** Ctrl-C. */
  INTERRUPTED(130);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static Exit ofStatus(int status) {
    return switch (status) {
      case 401, 403 -> AUTH;
      case 404, 410 -> NOT_FOUND;
      case 409, 412 -> CONFLICT;
      case 408, 504 -> TIMED_OUT;
      default -> ERROR;
    };
  }

  /**
   * What a followed execution ends with.
   *
   * @param counts tasks by the name of their state
   */
  static Exit ofExecution(ExecutionState state, Map<String, Integer> counts) {
    boolean anySucceeded = counts.getOrDefault("succeeded", 0) > 0;
    return switch (state) {
      case SUCCEEDED -> OK;
      case FAILED -> anySucceeded ? FAILED_ON_SOME : FAILED_ON_ALL;
      case CANCELLED -> CANCELLED;
      case TIMED_OUT -> TIMED_OUT;
      case LOST -> anySucceeded ? FAILED_ON_SOME : ERROR;
      case QUEUED, RUNNING, WAITING, PAUSED, CANCELLING -> ERROR;
    };
  }
}
