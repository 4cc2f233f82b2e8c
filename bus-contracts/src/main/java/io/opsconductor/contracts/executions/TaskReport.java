package io.opsconductor.contracts.executions;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.opsconductor.contracts.Checks;
import java.util.UUID;

/**
 * One word of a worker about a task. {@code number} counts the reports of a lease from 1 without
 * gaps; one that was stored before is passed over, so that a batch whose answer was lost can be
 * sent again.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TaskReport.Dispatched.class, name = "dispatched"),
  @JsonSubTypes.Type(value = TaskReport.Started.class, name = "started"),
  @JsonSubTypes.Type(value = TaskReport.Output.class, name = "output"),
  @JsonSubTypes.Type(value = TaskReport.StepFinished.class, name = "step_finished"),
  @JsonSubTypes.Type(value = TaskReport.Finished.class, name = "finished"),
  @JsonSubTypes.Type(value = TaskReport.Released.class, name = "released")
})
public sealed interface TaskReport {
  UUID taskId();

  long fence();

  long number();

  /**
   * The intent boundary: acknowledged before the first byte of the step's command is sent.
   *
   * @param mode {@code direct} when absent
   * @param bootId of the target, as read on connecting; null when it is not known
   * @param note why the mode is direct; null when there is nothing to say
   */
  record Dispatched(
      UUID taskId, long fence, long number, int step, AttemptMode mode, String bootId, String note)
      implements TaskReport {
    public Dispatched {
      mode = mode == null ? AttemptMode.DIRECT : mode;
    }
  }

  /** The target confirmed the start of the step's command. */
  record Started(UUID taskId, long fence, long number, int step) implements TaskReport {}

  /**
   * The step printed something.
   *
   * @param offset of the first byte within the step's stream
   * @param data at most 64 KiB
   * @param sourceEnd position in the target's own stream after this; differs from {@code offset}
   *     plus the length of {@code data} where something was masked, and is that when absent
   */
  record Output(
      UUID taskId,
      long fence,
      long number,
      int step,
      OutputStreamName stream,
      long offset,
      byte[] data,
      Long sourceEnd)
      implements TaskReport {
    public Output {
      Checks.present(data, "data");
      sourceEnd = sourceEnd == null ? Long.valueOf(offset + data.length) : sourceEnd;
    }
  }

  /**
   * The step ended.
   *
   * @param exitCode as the target gave it; null when it gave none
   * @param note what else there is to know; may be null
   */
  record StepFinished(UUID taskId, long fence, long number, int step, Integer exitCode, String note)
      implements TaskReport {}

  /**
   * The task ended, and with it the lease; unless its step is to be tried again, or a person is to
   * be asked.
   *
   * @param state a final one
   * @param error why it did not succeed; null when it did
   * @param cancel only when cancelled
   */
  record Finished(
      UUID taskId,
      long fence,
      long number,
      TaskState state,
      Integer exitCode,
      TaskError error,
      CancelOutcome cancel)
      implements TaskReport {}

  /**
   * The worker hands the task over: its lease ends with this, and any worker may claim it at once.
   */
  record Released(UUID taskId, long fence, long number) implements TaskReport {}
}
