package io.opsconductor.executions;

import io.opsconductor.contracts.executions.AttemptMode;
import io.opsconductor.contracts.executions.AttemptState;
import io.opsconductor.contracts.executions.AttemptView;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The table step_attempts. */
final class StepStore {

  /** How much of a stream of a step is stored. */
  record Length(int step, int attempt, long bytes) {}

  /**
   * Gives the tasks what is known of their current attempt: every step that has not finished, the
   * one that is under way or comes next, and these.
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
        Columns.of(steps, String[]::new, step -> step.state().wireName()),
        Columns.of(steps, String[]::new, step -> mode(step.dispatch().mode())),
        Columns.of(steps, String[]::new, step -> step.dispatch().bootId()),
        Columns.of(steps, Integer[]::new, StepAttempt::exitCode),
        Columns.of(steps, String[]::new, step -> TaskStore.category(step.error())),
        Columns.of(steps, String[]::new, step -> TaskStore.message(step.error())),
        Columns.of(steps, Boolean[]::new, StepAttempt::finished),
        Columns.of(steps, Long[]::new, step -> step.stream(OutputStreamName.STDOUT).stored()),
        Columns.of(steps, Buffer[]::new, step -> carry(step, OutputStreamName.STDOUT)),
        Columns.of(steps, Long[]::new, step -> step.stream(OutputStreamName.STDOUT).source()),
        Columns.of(steps, Long[]::new, step -> step.stream(OutputStreamName.STDERR).stored()),
        Columns.of(steps, Buffer[]::new, step -> carry(step, OutputStreamName.STDERR)),
        Columns.of(steps, Long[]::new, step -> step.stream(OutputStreamName.STDERR).source()),
        Columns.of(steps, Boolean[]::new, step -> step.state().terminal()));
  }

  /** One more than asked for, after an attempt of a step. */
  List<AttemptView> list(
      Sql sql, UUID taskId, UUID organizationId, int step, int attempt, int limit) {
    return sql.list(
        TaskSql.ATTEMPTS, StepStore::view, taskId, organizationId, step, attempt, limit + 1);
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
    StepAttempt.Identity identity =
        new StepAttempt.Identity(
            row.getUUID("task_id"),
            row.getUUID("organization_id"),
            row.getInteger("step"),
            row.getInteger("attempt"));
    return new StepAttempt(
            identity,
            state(row),
            new StepAttempt.Dispatch(
                mode(row), row.getString("boot_id"), row.getLong("elapsed_ms")),
            tail(row, "stdout"),
            tail(row, "stderr"))
        .ended(row.getInteger("exit_code"), TaskStore.error(row), row.getBoolean("finished"));
  }

  private static StreamTail tail(Row row, String stream) {
    return new StreamTail(
        row.getLong(stream + "_bytes"),
        row.getBuffer(stream + "_carry").getBytes(),
        row.getLong(stream + "_source"));
  }

  private static AttemptView view(Row row) {
    return new AttemptView(
        row.getInteger("step"),
        row.getInteger("attempt"),
        mode(row),
        state(row),
        row.getInteger("exit_code"),
        TaskStore.error(row),
        instant(row, "dispatched_at"),
        instant(row, "finished_at"));
  }

  private static AttemptState state(Row row) {
    return AttemptState.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
  }

  private static AttemptMode mode(Row row) {
    String mode = row.getString("mode");
    return mode == null ? null : AttemptMode.valueOf(mode.toUpperCase(Locale.ROOT));
  }

  private static String mode(AttemptMode mode) {
    return mode == null ? null : mode.wireName();
  }

  private static Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  private static Buffer carry(StepAttempt step, OutputStreamName stream) {
    return Buffer.buffer(step.stream(stream).carry());
  }
}
