package io.opsconductor.contracts.executions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One entry of the ordered log of an execution. {@code seq} begins with 1 and has no gaps; an entry
 * is stored before it is shown and never changes.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LogEntry.State.class, name = "state"),
  @JsonSubTypes.Type(value = LogEntry.Task.class, name = "task"),
  @JsonSubTypes.Type(value = LogEntry.Output.class, name = "output"),
  @JsonSubTypes.Type(value = LogEntry.Elided.class, name = "elided"),
  @JsonSubTypes.Type(value = LogEntry.End.class, name = "end")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface LogEntry {
  long seq();

  /** When it was stored; null for what was stored before times were kept. */
  Instant at();

  /** The execution changed its state. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record State(
      long seq, Instant at, UUID executionId, ExecutionState state, Map<String, Integer> counts)
      implements LogEntry {}

  /** A task changed its state. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Task(
      long seq, Instant at, UUID taskId, TaskTarget target, TaskState state, Integer exitCode)
      implements LogEntry {}

  /**
   * A task printed something.
   *
   * @param step counted from 0
   * @param attempt counted from 1
   * @param offset of the first byte within that attempt's stream
   * @param data as the target wrote it; when it is valid UTF-8 as a whole, it begins and ends
   *     between code points
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Output(
      long seq,
      Instant at,
      UUID taskId,
      TaskTarget target,
      int step,
      int attempt,
      OutputStreamName stream,
      long offset,
      byte[] data)
      implements LogEntry {}

  /**
   * Part of what a task printed is not kept, because its job limits how much is. What follows in
   * that stream begins at {@code offset + bytes}.
   *
   * @param step counted from 0
   * @param attempt counted from 1
   * @param offset of the first byte that is not kept
   * @param bytes how many are not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Elided(
      long seq,
      Instant at,
      UUID taskId,
      TaskTarget target,
      int step,
      int attempt,
      OutputStreamName stream,
      long offset,
      long bytes)
      implements LogEntry {}

  /** The last entry: the execution reached its final state. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record End(long seq, Instant at, ExecutionState state) implements LogEntry {}
}
