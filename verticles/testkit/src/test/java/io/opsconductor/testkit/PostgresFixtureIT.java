package io.opsconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PostgresFixtureIT {

  private static final String SAMPLE = "classpath:db/sample";

  @Test
  void database_shouldBeMigratedAndSeparate_whenAskedTwice() throws SQLException {
    // given
    try (TestDatabase one = TestPostgres.database(SAMPLE);
        TestDatabase two = TestPostgres.database(SAMPLE)) {
      // when
      execute(one, "INSERT INTO sample VALUES (1)");
      // then
      assertThat(query(one, "SELECT count(*) FROM sample")).isEqualTo("1");
      assertThat(query(two, "SELECT count(*) FROM sample")).isEqualTo("0");
      assertThat(query(two, "SHOW server_version")).startsWith("18.");
    }
  }

  @Test
  void close_shouldDrop_whenConnectionsAreOpen() throws SQLException {
    // given
    TestDatabase database = TestPostgres.database();
    try (Connection open = database.connect();
        TestDatabase other = TestPostgres.database()) {
      // when
      database.close();
      // then
      assertThat(open.isValid(1)).isFalse();
      assertThat(
              query(
                  other,
                  "SELECT count(*) FROM pg_database WHERE datname = '" + database.name() + "'"))
          .isEqualTo("0");
    }
  }

  @Test
  void restart_shouldKeepAcknowledgedRows_whenKilled() throws SQLException {
    try (CrashablePostgres postgres = CrashablePostgres.start()) {
      // given
      TestDatabase database = postgres.database(SAMPLE);
      execute(database, "INSERT INTO sample VALUES (7)");
      // when
      postgres.kill();
      postgres.restart();
      // then
      assertThat(query(database, "SELECT id FROM sample")).isEqualTo("7");
      assertThat(query(database, "SHOW fsync")).isEqualTo("on");
    }
  }

  @Test
  void restart_shouldAnswerOnTheSamePort_whenStopped() throws SQLException {
    try (CrashablePostgres postgres = CrashablePostgres.start()) {
      // given
      TestDatabase database = postgres.database(SAMPLE);
      int port = postgres.port();
      // when
      postgres.stop();
      postgres.restart();
      // then
      assertThat(postgres.port()).isEqualTo(port);
      assertThat(query(database, "SELECT count(*) FROM sample")).isEqualTo("0");
    }
  }

  @Test
  void thaw_shouldAnswerAgain_whenFrozen() throws SQLException {
    try (CrashablePostgres postgres = CrashablePostgres.start()) {
      // given
      TestDatabase database = postgres.database(SAMPLE);
      // when
      postgres.freeze();
      postgres.thaw();
      // then
      assertThat(query(database, "SELECT count(*) FROM sample")).isEqualTo("0");
    }
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
