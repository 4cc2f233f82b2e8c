package io.opsconductor.executions;

import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.executions.AttemptMode;
import io.opsconductor.contracts.executions.AttemptState;
import io.opsconductor.contracts.executions.AttemptView;
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

  /**
   * How much of a stream of a step is stored.
   *
   * @param bytes of all of it, kept or not
   * @param head where the part ends that was stored as it came; null when nothing follows
   * @param tail where the part begins that was stored at the end; null while it goes on
   */
  record Length(int step, int attempt, long bytes, Long head, Long tail) {

    /** Whether nothing can be read there: it is not kept, or not yet in the log. */
    boolean hidden(long offset) {
      return head != null && offset >= head && (tail == null || offset < tail);
    }

    /** Up to where one can read on from there. */
    long readableEnd(long offset) {
      return head != null && offset < head ? head : bytes;
    }
  }

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
    tx.send(
        TaskSql.SAVE_STEPS,
        Columns.of(steps, UUID[]::new, StepAttempt::taskId),
        Columns.of(steps, Integer[]::new, StepAttempt::step),
        Columns.of(steps, Integer[]::new, StepAttempt::attempt),
        Columns.of(steps, UUID[]::new, StepAttempt::organizationId),
        Columns.of(steps, String[]::new, step -> step.state().wireName()),
        Columns.of(steps, String[]::new, step -> WireNamed.nameOf(step.dispatch().mode())),
        Columns.of(steps, String[]::new, step -> step.dispatch().bootId()),
        Columns.of(steps, Integer[]::new, StepAttempt::exitCode),
        Columns.of(steps, String[]::new, step -> TaskStore.category(step.error())),
        Columns.of(steps, String[]::new, step -> TaskStore.message(step.error())),
        Columns.of(steps, Boolean[]::new, StepAttempt::finished),
        Columns.of(steps, Long[]::new, step -> stdout(step).bytes()),
        Columns.of(steps, Buffer[]::new, step -> buffer(stdout(step).carry())),
        Columns.of(steps, Long[]::new, step -> stdout(step).source()),
        Columns.of(steps, Long[]::new, step -> stderr(step).bytes()),
        Columns.of(steps, Buffer[]::new, step -> buffer(stderr(step).carry())),
        Columns.of(steps, Long[]::new, step -> stderr(step).source()),
        Columns.of(steps, Boolean[]::new, step -> step.state().terminal()),
        Columns.of(steps, Buffer[]::new, step -> buffer(stdout(step).digest())),
        Columns.of(steps, Buffer[]::new, step -> hash(step, OutputStreamName.STDOUT)),
        Columns.of(steps, Long[]::new, step -> stdout(step).head()),
        Columns.of(steps, Long[]::new, step -> stdout(step).tail()),
        Columns.of(steps, Buffer[]::new, step -> buffer(stderr(step).digest())),
        Columns.of(steps, Buffer[]::new, step -> hash(step, OutputStreamName.STDERR)),
        Columns.of(steps, Long[]::new, step -> stderr(step).head()),
        Columns.of(steps, Long[]::new, step -> stderr(step).tail()));
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
    String column = stream.wireName();
    return sql.list(
        TaskSql.STEP_LENGTHS,
        row ->
            new Length(
                row.getInteger("step"),
                row.getInteger("attempt"),
                row.getLong(column + "_bytes"),
                row.getLong(column + "_head"),
                row.getLong(column + "_tail")),
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
    Buffer digest = row.getBuffer(stream + "_digest");
    return new StreamTail(
        new StreamTail.Stored(
            row.getLong(stream + "_bytes"),
            row.getBuffer(stream + "_carry").getBytes(),
            row.getLong(stream + "_source"),
            digest == null ? null : digest.getBytes(),
            row.getLong(stream + "_head"),
            row.getLong(stream + "_tail")));
  }

  private static AttemptView view(Row row) {
    return new AttemptView(
        row.getInteger("step"),
        row.getInteger("attempt"),
        mode(row),
        state(row),
        row.getInteger("exit_code"),
        TaskStore.error(row),
        row.getLong("stdout_bytes"),
        row.getLong("stderr_bytes"),
        row.getString("stdout_sha256"),
        row.getString("stderr_sha256"),
        ExecutionStore.instant(row, "dispatched_at"),
        ExecutionStore.instant(row, "finished_at"));
  }

  private static AttemptState state(Row row) {
    return WireNamed.of(AttemptState.class, row.getString("state"));
  }

  private static AttemptMode mode(Row row) {
    return WireNamed.of(AttemptMode.class, row.getString("mode"));
  }

  private static StreamTail.Stored stdout(StepAttempt step) {
    return step.stream(OutputStreamName.STDOUT).stored();
  }

  private static StreamTail.Stored stderr(StepAttempt step) {
    return step.stream(OutputStreamName.STDERR).stored();
  }

  /** Of the whole stream, once it is whole. */
  private static Buffer hash(StepAttempt step, OutputStreamName stream) {
    return step.finished() ? buffer(step.stream(stream).hash().orElse(null)) : null;
  }

  private static Buffer buffer(byte[] bytes) {
    return bytes == null ? null : Buffer.buffer(bytes);
  }
}
