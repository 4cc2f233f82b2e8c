package io.opsconductor.executions;

import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.executions.TaskTarget;
import java.util.HexFormat;
import java.util.UUID;

/** What became of a task, and what its last attempts printed. */
final class TaskOutcome {

  /**
   * A stream of an attempt.
   *
   * @param hash null when it is not known
   */
  record Printed(long bytes, byte[] hash) {}

  /** What tasks of a group have in common. */
  record Key(
      TaskState state, Integer exitCode, String outputHash, long stdoutBytes, long stderrBytes) {}

  private final UUID taskId;
  private final TaskTarget target;
  private final TaskState state;
  private final Integer exitCode;
  private final StreamDigest digest = StreamDigest.empty();
  private boolean known = true;
  private long stdoutBytes;
  private long stderrBytes;

  TaskOutcome(UUID taskId, TaskTarget target, TaskState state, Integer exitCode) {
    this.taskId = taskId;
    this.target = target;
    this.state = state;
    this.exitCode = exitCode;
  }

  UUID taskId() {
    return taskId;
  }

  TaskTarget target() {
    return target;
  }

  /** Adds what the next step printed. */
  void add(Printed stdout, Printed stderr) {
    stdoutBytes += stdout.bytes();
    stderrBytes += stderr.bytes();
    known &= stdout.hash() != null && stderr.hash() != null;
    if (known) {
      digest.update(stdout.hash());
      digest.update(stderr.hash());
    }
  }

  Key key() {
    String hash = known ? HexFormat.of().formatHex(digest.hash()) : null;
    return new Key(state, exitCode, hash, stdoutBytes, stderrBytes);
  }
}
