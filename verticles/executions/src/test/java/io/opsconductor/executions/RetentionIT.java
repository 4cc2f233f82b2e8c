package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.ReadLog;
import io.opsconductor.contracts.executions.ReadOutput;
import io.opsconductor.platform.database.Db;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RetentionIT {
  private static final UUID SOME = UUID.fromString("00000000-0000-7000-8000-000000000000");

  @RegisterExtension static final World WORLD = new World();

  @Test
  void log_shouldGoWithItsWeek_whenTheTimeOfAllExecutionsInItHasPassed() {
    // given
    UUID id = ended("gone");
    UUID old = moveBack(id, Instant.parse("2024-03-06T12:00:00Z"));
    UUID longer = copy(old, Instant.parse("2024-03-08T12:00:00Z"), 36_500);
    new LogPartitionStore(db(), 0).run();
    assertThat(partitionOf(old)).isEqualTo("log_2024w10");
    // when, then: one that says longer keeps them both
    new LogPartitionStore(db(), 30).run();
    assertThat(entries(old)).isPositive();
    // when, then
    db().execute("UPDATE executions SET retention_days = 30 WHERE id = $1", longer);
    new LogPartitionStore(db(), 0).run();
    assertThat(entries(old)).as("for ever as configured").isPositive();
    new LogPartitionStore(db(), 30).run();
    assertThat(entries(old)).isZero();
    UUID task = taskOf(old);
    expired(() -> WORLD.ann().call(ExecutionOperations.READ_LOG, new ReadLog(old, 0, 1000, null)));
    expired(
        () ->
            WORLD
                .ann()
                .call(
                    ExecutionOperations.READ_OUTPUT,
                    new ReadOutput(old, task, OutputStreamName.STDOUT, null, null, null, null)));
    assertThat(
            WORLD.ann().call(ExecutionOperations.SUMMARY, new IdRequest(old)).groups().getFirst())
        .satisfies(
            group -> {
              assertThat(group.sample()).isEmpty();
              assertThat(group.stdoutBytes()).isEqualTo(4);
              assertThat(group.outputHash()).hasSize(64);
            });
  }

  @Test
  void log_shouldStay_whenAnExecutionOfItsWeekGoesOn() {
    // given
    UUID old = moveBack(ended("stays"), Instant.parse("2024-05-06T12:00:00Z"));
    UUID open = copy(old, Instant.parse("2024-05-07T12:00:00Z"), null);
    db().execute("UPDATE executions SET state = 'running', finished_at = NULL WHERE id = $1", open);
    // when
    new LogPartitionStore(db(), 1).run();
    new LogPartitionStore(db(), 1).run();
    // then
    assertThat(entries(old)).isPositive();
  }

  @Test
  void log_shouldStay_whenItEndedJustNow() {
    // given
    UUID old = moveBack(ended("fresh"), Instant.parse("2024-06-05T12:00:00Z"));
    db().execute("UPDATE executions SET finished_at = now() WHERE id = $1", old);
    // when
    new LogPartitionStore(db(), 1).run();
    // then
    assertThat(entries(old)).isPositive();
  }

  @Test
  void rows_shouldMoveToAPartition_whenNoneWasMadeInTime() {
    // given
    UUID late = moveBack(ended("late"), Instant.parse("2033-01-05T12:00:00Z"));
    assertThat(partitionOf(late)).isEqualTo("log_default");
    long before = entries(late);
    // when
    new LogPartitionStore(db(), 0).run();
    // then
    assertThat(partitionOf(late)).isEqualTo("log_2033w01");
    assertThat(entries(late)).isEqualTo(before);
  }

  @Test
  void reads_shouldTouchOnePartition_whenTheyNameTheExecution() {
    // given
    UUID id = ended("one");
    // when
    String log = plan(LogSql.READ, "'" + id + "'", "'" + SOME + "'", "0", "1000");
    String output =
        plan(
            LogSql.OUTPUT,
            "'" + SOME + "'",
            "'stdout'",
            "0",
            "1",
            "'" + SOME + "'",
            "0",
            "9",
            "'" + id + "'");
    // then
    String partition = partitionOf(id);
    for (String plan : List.of(log, output)) {
      assertThat(plan).contains(" on " + partition);
      assertThat(plan).doesNotContain("log_default");
      assertThat(plan.replace(partition, "")).doesNotContainPattern("log_\\d");
    }
  }

  @Test
  void partitions_shouldBeThereAhead_whenTheServiceRuns() {
    assertThat(
            db().list(
                    "SELECT name FROM log_partitions WHERE to_id > log_bound(now()) AND"
                        + " from_id <= log_bound(now() + interval '336 hours')",
                    row -> row.getString("name")))
        .hasSizeGreaterThanOrEqualTo(3);
  }

  /** What the planner makes of a statement with these values. */
  private static String plan(String sql, String... values) {
    String filled = sql;
    for (int place = values.length; place > 0; place--) {
      filled = filled.replace("$" + place, values[place - 1]);
    }
    return String.join("\n", db().list("EXPLAIN " + filled, row -> row.getString(0)));
  }

  private static UUID ended(String text) {
    UUID id = WORLD.start(1).id();
    Worker worker = WORLD.worker("w1");
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.run(task, text.substring(0, 3) + "\n", 0));
    return id;
  }

  /** As if it had been made and had ended then. */
  private static UUID moveBack(UUID id, Instant then) {
    UUID old = at(then);
    db().execute("ALTER TABLE tasks DROP CONSTRAINT IF EXISTS tasks_execution_id_fkey");
    db().execute(
            "UPDATE executions SET id = $2, finished_at = log_week($2) + interval '1 day'"
                + " WHERE id = $1",
            id,
            old);
    db().execute("UPDATE tasks SET execution_id = $2 WHERE execution_id = $1", id, old);
    db().execute("UPDATE log SET execution_id = $2 WHERE execution_id = $1", id, old);
    return old;
  }

  private static UUID copy(UUID id, Instant then, Integer retentionDays) {
    UUID copy = at(then);
    db().execute(
            """
            INSERT INTO executions (id, organization_id, state, name, spec, spec_bytes, parameters,
              parallelism, timeout_s, started_by, started_by_id, deadline_at, last_seq, total, pending,
              finished_at, retention_days)
            SELECT $2::uuid, organization_id, state, name, spec, spec_bytes, parameters, parallelism,
              timeout_s, started_by, started_by_id, deadline_at, 0, total, 0, finished_at, $3::int
            FROM executions WHERE id = $1\
            """,
            id,
            copy,
            retentionDays);
    return copy;
  }

  private static UUID at(Instant time) {
    return new UUID(time.toEpochMilli() << 16 | 0x7abc, 0x8000_0000_0000_0001L);
  }

  private static String partitionOf(UUID id) {
    return db().one(
            "SELECT tableoid::regclass::text AS name FROM log WHERE execution_id = $1 LIMIT 1",
            row -> row.getString("name"),
            id)
        .orElseThrow();
  }

  private static long entries(UUID id) {
    return db().one(
            "SELECT count(*) AS entries FROM log WHERE execution_id = $1",
            row -> row.getLong("entries"),
            id)
        .orElseThrow();
  }

  private static UUID taskOf(UUID id) {
    return db().one("SELECT id FROM tasks WHERE execution_id = $1", row -> row.getUUID("id"), id)
        .orElseThrow();
  }

  private static void expired(Runnable read) {
    assertThatThrownBy(read::run)
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.is(ErrorCode.LOG_EXPIRED)).isTrue());
  }

  private static Db db() {
    return WORLD.harness().db();
  }
}
