package io.opsconductor.testkit.history;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the product has stored about runs whose parameters carry a token of the {@link Ledger}. */
public interface History {

  /** States in which an execution, a task or an attempt ends. */
  Set<String> FINAL =
      Set.of("succeeded", "failed", "cancelled", "timed_out", "unreachable", "skipped", "lost");

  /**
   * An execution.
   *
   * @param entries of its log
   * @param highestSeq of them
   * @param ends of them that say that it ended
   * @param unfinished tasks by its own count
   */
  record ExecutionRow(
      UUID id,
      String state,
      String run,
      int total,
      long lastSeq,
      long entries,
      long highestSeq,
      long ends,
      long tasks,
      int unfinished) {
    boolean isFinal() {
      return FINAL.contains(state);
    }
  }

  /**
   * A task.
   *
   * @param ends entries of the log that say that it ended
   * @param overdue its lease ended long ago and nobody did anything about it
   */
  record TaskRow(
      UUID id,
      UUID executionId,
      String host,
      String state,
      Optional<Integer> exitCode,
      long ends,
      boolean overdue,
      String error) {
    boolean isFinal() {
      return FINAL.contains(state);
    }
  }

  /**
   * An attempt of a step.
   *
   * @param state empty where a release does not keep it
   */
  record AttemptRow(
      UUID taskId,
      int step,
      int attempt,
      Optional<Integer> exitCode,
      boolean finished,
      Optional<String> state,
      Optional<String> mode) {
    /** As the command is told it. */
    String name() {
      return taskId + "-" + step + "-" + attempt;
    }

    boolean hasOutcome() {
      return state.map(FINAL::contains).orElse(true);
    }
  }

  /**
   * The stored output of an attempt.
   *
   * @param stray what is wrong with its offsets; empty when they follow each other
   */
  record StoredOutput(byte[] stdout, byte[] stderr, Optional<String> stray) {}

  List<ExecutionRow> executions() throws SQLException;

  List<TaskRow> tasks() throws SQLException;

  List<AttemptRow> attempts() throws SQLException;

  StoredOutput output(TaskRow task, AttemptRow attempt) throws SQLException;
}
