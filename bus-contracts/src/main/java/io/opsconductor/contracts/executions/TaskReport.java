package io.opsconductor.contracts.executions;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/**
 * One word of a worker about a task. {@code number} counts the reports of a lease from 1 without
 * gaps; one that was stored before is passed over, so that a batch whose answer was lost can be
 * sent again.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TaskReport.Dispatched.class, name = "dispatched"),
  @JsonSubTypes.Type(value = TaskReport.Output.class, name = "output"),
  @JsonSubTypes.Type(value = TaskReport.StepFinished.class, name = "step_finished"),
  @JsonSubTypes.Type(value = TaskReport.Finished.class, name = "finished")
})
public sealed interface TaskReport {
  UUID taskId();

  long fence();

  long number();

  /** The intent boundary: acknowledged before the first byte of the step's command is sent. */
  record Dispatched(UUID taskId, long fence, long number, int step) implements TaskReport {}

  /**
   * The step printed something.
   *
   * @param offset of the first byte within the step's stream
   * @param data at most 64 KiB
   */
  record Output(
      UUID taskId,
      long fence,
      long number,
      int step,
      OutputStreamName stream,
      long offset,
      byte[] data)
      implements TaskReport {}

  /**
   * The step ended.
   *
   * @param exitCode as the target gave it; null when it gave none
   * @param note what else there is to know; may be null
   */
  record StepFinished(UUID taskId, long fence, long number, int step, Integer exitCode, String note)
      implements TaskReport {}

  /**
   * The task ended, and with it the lease.
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
}
