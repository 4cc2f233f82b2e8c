package io.opsconductor.workers.ssh;

import java.util.OptionalInt;

/**
 * How a step ended.
 *
 * @param end in which way
 * @param exitCode as the target gave it; 128 + number for a signal; empty when it gave none
 * @param outputLeftOpen the command ended, but a process of it kept the output open: what that one
 *     prints later is not in the output
 * @param processesGone after a cancel or a time-out: a look on the target found them gone
 * @param message for a person; empty after an ordinary exit
 */
public record StepResult(
    End end, OptionalInt exitCode, boolean outputLeftOpen, boolean processesGone, String message) {

  /** The ways in which a step can end. */
  public enum End {
    /** The command ran and its exit status is known. */
    EXITED,
    /** It is certain that the command was never started. */
    NOT_STARTED,
    /** The connection broke while the command may have been running: nobody can know. */
    LOST,
    /** Stopped because somebody asked. */
    CANCELLED,
    /** Stopped because its time was over. */
    TIMED_OUT,
    /** Left running for somebody else to attach to. */
    LEFT,
    /** Somebody else attached under a higher fence. */
    FENCED
  }

  static StepResult exited(int code, boolean leftOpen) {
    return new StepResult(End.EXITED, OptionalInt.of(code), leftOpen, false, "");
  }

  static StepResult notStarted(String message) {
    return new StepResult(End.NOT_STARTED, OptionalInt.empty(), false, true, message);
  }

  static StepResult lost(String message) {
    return new StepResult(End.LOST, OptionalInt.empty(), false, false, message);
  }

  StepResult withMessage(String text) {
    return new StepResult(end, exitCode, outputLeftOpen, processesGone, text);
  }

  static StepResult left() {
    return new StepResult(End.LEFT, OptionalInt.empty(), false, false, "");
  }

  static StepResult fenced() {
    return new StepResult(End.FENCED, OptionalInt.empty(), false, false, "");
  }

  static StepResult stopped(End end, boolean gone, String message) {
    return new StepResult(end, OptionalInt.empty(), false, gone, message);
  }
}
