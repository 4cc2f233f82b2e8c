package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.testkit.TestDatabase;
import io.opsconductor.testkit.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of an earlier release keep their meaning. */
class MigrationIT {
  private static final String BEFORE =
      """
      INSERT INTO executions (id, organization_id, state, name, spec, spec_bytes, parameters,
        parallelism, timeout_s, started_by, started_by_id, deadline_at, last_seq, total, pending,
        running, succeeded, failed)
      VALUES ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000000', 'running',
        'old', '{}', 2, '{}', 5, 60, 'ann', '00000000-0000-7000-8000-000000000009', now(), 1, 4, 1, 1, 1, 1);
      INSERT INTO tasks (id, execution_id, organization_id, ordinal, target_id, target_name, host, port,
        state, phase, attempt, lease_node, lease_epoch, lease_until)
      SELECT ('00000000-0000-7000-8000-00000000010' || n)::uuid, '00000000-0000-7000-8000-000000000001',
        '00000000-0000-7000-8000-000000000000', n, gen_random_uuid(), 'host', 'host', 22,
        (ARRAY['pending', 'running', 'succeeded', 'timed_out'])[n + 1],
        CASE WHEN n = 1 THEN 'dispatched' END, least(n, 1), CASE WHEN n = 1 THEN 'w1' END,
        CASE WHEN n = 1 THEN 'e' END, CASE WHEN n = 1 THEN now() END
      FROM generate_series(0, 3) n;
      INSERT INTO step_attempts (task_id, step, attempt, organization_id, exit_code, finished, stdout_bytes)
      VALUES ('00000000-0000-7000-8000-000000000101', 0, 1, '00000000-0000-7000-8000-000000000000', 0, true, 7),
             ('00000000-0000-7000-8000-000000000101', 1, 1, '00000000-0000-7000-8000-000000000000', NULL, false, 5),
             ('00000000-0000-7000-8000-000000000102', 0, 1, '00000000-0000-7000-8000-000000000000', 0, true, 0),
             ('00000000-0000-7000-8000-000000000103', 0, 1, '00000000-0000-7000-8000-000000000000', 4, true, 0),
             ('00000000-0000-7000-8000-000000000103', 1, 1, '00000000-0000-7000-8000-000000000000', NULL, true, 0);
      """;

  @Test
  void attempts_shouldHaveStates_whenTheirTablesComeFromBefore() throws Exception {
    try (TestDatabase database = TestPostgres.database();
        Connection connection = database.connect()) {
      // given
      run(connection, migration("V1__executions.sql"));
      run(connection, BEFORE);
      // when
      run(connection, migration("V2__attempts.sql"));
      // then
      assertThat(
              column(
                  connection,
                  "SELECT concat_ws(' ', state, mode, stdout_source) FROM step_attempts"
                      + " ORDER BY task_id, step"))
          .containsExactly(
              "succeeded direct 7",
              "dispatched direct 5",
              "succeeded direct 0",
              "failed direct 0",
              "timed_out direct 0");
      assertThat(column(connection, "SELECT step FROM tasks ORDER BY ordinal"))
          .containsExactly("0", "1", "0", "0");
    }
  }

  @Test
  void log_shouldBeInItsWeeks_whenItComesFromBefore() throws Exception {
    try (TestDatabase database = TestPostgres.database();
        Connection connection = database.connect()) {
      // given
      run(connection, migration("V1__executions.sql"));
      run(connection, BEFORE);
      run(connection, migration("V2__attempts.sql"));
      run(
          connection,
          """
          INSERT INTO log (execution_id, seq, organization_id, kind, state)
          VALUES ('00000000-0000-7000-8000-000000000001', 1, '00000000-0000-7000-8000-000000000000', 'state', 'queued'),
                 ('0193a2b4-0000-7000-8000-000000000001', 1, '00000000-0000-7000-8000-000000000000', 'state', 'queued')
          """);
      // when
      run(connection, migration("V3__log_by_week.sql"));
      // then: one is of an execution that there is, the other of none
      assertThat(column(connection, "SELECT tableoid::regclass || ' ' || seq FROM log ORDER BY 1"))
          .containsExactly("log_1970w01 1", "log_default 1");
      assertThat(
              column(
                  connection,
                  "SELECT log_week('0193a2b4-0000-7000-8000-000000000001') AT TIME ZONE 'UTC'"))
          .containsExactly("2024-12-02 00:00:00");
      assertThat(column(connection, "SELECT log_bound(timestamptz '2024-12-02 00:00Z')"))
          .containsExactly("019384aa-b400-0000-0000-000000000000");
    }
  }

  @Test
  void holder_shouldBeKnown_whenATaskRunsUnlessItIsOrphaned() throws Exception {
    try (TestDatabase database = TestPostgres.database("classpath:db/executions");
        Connection connection = database.connect()) {
      // given
      run(connection, BEFORE);
      // when
      run(connection, "UPDATE tasks SET phase = 'orphaned', lease_node = NULL WHERE ordinal = 1");
      // then
      for (String wrong :
          List.of(
              "SET lease_node = 'w1' WHERE ordinal = 1",
              "SET phase = 'dispatched' WHERE ordinal = 1",
              "SET lease_until = NULL WHERE ordinal = 1",
              "SET phase = NULL WHERE ordinal = 1",
              "SET lease_node = 'w1' WHERE ordinal = 0",
              "SET phase = 'lost' WHERE ordinal = 1")) {
        assertThatThrownBy(() -> run(connection, "UPDATE tasks " + wrong))
            .as(wrong)
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("violates check constraint");
      }
    }
  }

  private static String migration(String name) throws IOException {
    try (InputStream file = MigrationIT.class.getResourceAsStream("/db/executions/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
