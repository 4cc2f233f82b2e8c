package io.opsconductor.executions;

import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table step_attempts. */
final class StepStore {

  /** How much of a stream of a step is stored. */
  record Length(int step, int attempt, long bytes) {}

  /**
   * Gives the tasks what is known of their current attempt: every step that has not finished, and
   * these.
   */
  void load(Tx tx, Map<UUID, Task> tasks, Collection<Integer> steps) {
    tx.list(
            TaskSql.STEPS,
            StepStore::attempt,
            tasks.keySet().toArray(UUID[]::new),
            steps.toArray(Integer[]::new))
        .forEach(step -> tasks.get(step.taskId()).load(step));
  }

  void save(Tx tx, List<StepAttempt> steps) {
    if (steps.isEmpty()) {
      return;
    }
    tx.execute(
        TaskSql.SAVE_STEPS,
        Columns.of(steps, UUID[]::new, StepAttempt::taskId),
        Columns.of(steps, Integer[]::new, StepAttempt::step),
        Columns.of(steps, Integer[]::new, StepAttempt::attempt),
        Columns.of(steps, UUID[]::new, StepAttempt::organizationId),
        Columns.of(steps, Integer[]::new, StepAttempt::exitCode),
        Columns.of(steps, Boolean[]::new, StepAttempt::finished),
        Columns.of(steps, Long[]::new, step -> step.stream(OutputStreamName.STDOUT).stored()),
        Columns.of(steps, Buffer[]::new, step -> carry(step, OutputStreamName.STDOUT)),
        Columns.of(steps, Long[]::new, step -> step.stream(OutputStreamName.STDERR).stored()),
        Columns.of(steps, Buffer[]::new, step -> carry(step, OutputStreamName.STDERR)));
  }

  /**
   * What is stored of the latest attempt of each step, in step order.
   *
   * @param step only this one; all when null
   * @param attempt only this one; the latest of each step when null
   */
  List<Length> lengths(
      Sql sql, UUID taskId, OutputStreamName stream, Integer step, Integer attempt) {
    String column =
        switch (stream) {
          case STDOUT -> "stdout_bytes";
          case STDERR -> "stderr_bytes";
        };
    return sql.list(
        TaskSql.STEP_LENGTHS,
        row -> new Length(row.getInteger("step"), row.getInteger("attempt"), row.getLong(column)),
        taskId,
        step,
        attempt);
  }

  private static StepAttempt attempt(Row row) {
    return new StepAttempt(
        row.getUUID("task_id"),
        row.getUUID("organization_id"),
        row.getInteger("step"),
        row.getInteger("attempt"),
        new StreamTail(row.getLong("stdout_bytes"), row.getBuffer("stdout_carry").getBytes()),
        new StreamTail(row.getLong("stderr_bytes"), row.getBuffer("stderr_carry").getBytes()),
        row.getInteger("exit_code"),
        row.getBoolean("finished"));
  }

  private static Buffer carry(StepAttempt step, OutputStreamName stream) {
    return Buffer.buffer(step.stream(stream).carry());
  }
}
