package io.opsconductor.launcher.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opsconductor.launcher.home.DataDirectory;
import io.opsconductor.launcher.home.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class EmbeddedPostgresIT {

  private static final List<String> SERVICES = List.of("targets", "jobs");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;
  private DataDirectory data;

  @BeforeEach
  void openDirectory() {
    data = DataDirectory.open(directory);
    UnpackedPostgres.linkInto(data.root());
  }

  @Test
  void start_shouldKeepRows_whenStartedAgain() throws SQLException {
    // given
    try (EmbeddedPostgres postgres = start()) {
      execute(postgres, "CREATE TABLE kept AS SELECT 7 AS id");
    }
    // when
    try (EmbeddedPostgres postgres = start()) {
      // then
      assertThat(query(postgres, "SELECT id FROM kept")).isEqualTo("7");
      assertThat(query(postgres, "SHOW fsync")).isEqualTo("on");
      assertThat(query(postgres, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(postgres, "SHOW data_checksums")).isEqualTo("on");
      assertThat(query(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void database_shouldRefuseStrangers_whenAnotherServiceConnects()
      throws SQLException, IOException {
    // given
    try (EmbeddedPostgres postgres = start()) {
      ServiceDatabase targets = postgres.database("targets");
      ServiceDatabase jobs = postgres.database("jobs");
      // when
      assertThatThrownBy(() -> connect(targets, jobs.name()).close())
          // then
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied for database");
      assertThatThrownBy(() -> connect(targets, "postgres").close())
          .isInstanceOf(SQLException.class);
      assertThat(targets.toString()).doesNotContain(targets.password());
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(
                      data.secrets().resolve("database-targets.password"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void watch_shouldStartAgainWithCommittedRows_whenServerIsKilled() throws SQLException {
    // given
    try (EmbeddedPostgres postgres = start()) {
      execute(postgres, "CREATE TABLE kept AS SELECT 7 AS id");
      int port = postgres.port();
      // when
      killServer();
      // then
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> query(postgres, "SELECT id FROM kept"), "7"::equals);
      assertThat(postgres.port()).isEqualTo(port);
    }
  }

  @Test
  void start_shouldAdopt_whenServerOutlivedItsLauncher() throws Exception {
    // given
    PostgresChild child = PostgresChild.start(directory);
    Postmaster orphan = postmaster();
    child.kill();
    // when
    try (EmbeddedPostgres postgres = start()) {
      // then
      assertThat(postmaster()).isEqualTo(orphan);
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
    }
    assertThat(orphan.exists()).isFalse();
  }

  @Test
  void watch_shouldTakeOver_whenSupervisorIsKilled() throws Exception {
    // given
    PostgresChild supervisor = PostgresChild.start(directory);
    try (EmbeddedPostgres postgres = start()) {
      Postmaster before = postmaster();
      // when
      supervisor.kill();
      killServer();
      // then
      await().atMost(PATIENCE).ignoreExceptions().until(() -> postmaster().pid() != before.pid());
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> query(postgres, "SELECT 1"), "1"::equals);
    }
  }

  @Test
  void close_shouldLeaveServer_whenAnotherLauncherUsesIt() throws Exception {
    // given
    PostgresChild other = PostgresChild.start(directory);
    Postmaster shared = postmaster();
    // when
    start().close();
    // then
    assertThat(shared.exists()).isTrue();
    other.close();
    assertThat(shared.exists()).isFalse();
  }

  @Test
  void start_shouldRefuse_whenAnotherMajorVersionWroteTheData() throws IOException {
    // given
    start().close();
    Files.writeString(data.postgres().resolve("data/PG_VERSION"), "17\n");
    // when
    assertThatThrownBy(this::start)
        // then
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("written by PostgreSQL 17, this release carries 18")
        .hasMessageNotContaining("\n");
  }

  @Test
  void start_shouldRefuse_whenSecretsAreLost() throws IOException {
    // given
    start().close();
    Files.delete(data.secrets().resolve(PostgresServer.PASSWORD_NAME));
    // when
    assertThatThrownBy(this::start)
        // then
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("Restore the secrets directory");
  }

  @Test
  void start_shouldIgnoreTheLeftOver_whenItsProcessIdBelongsToSomebodyElse() throws Exception {
    // given
    start().close();
    Files.writeString(
        data.postgres().resolve("data/postmaster.pid"),
        ProcessHandle.current().pid() + "\n" + data.postgres() + "\n0\n15999\n\n127.0.0.1\n");
    // when
    try (EmbeddedPostgres postgres = start()) {
      // then
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void start_shouldBeginAnew_whenTheFirstStartWasCutShort() throws Exception {
    // given
    data = DataDirectory.open(directory.resolve("anew"));
    Files.createDirectories(data.postgres().resolve("data.new/base"));
    Files.createDirectories(data.postgres().resolve(UnpackedPostgres.VERSION + ".new/bin"));
    // when
    try (EmbeddedPostgres postgres = start()) {
      // then
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(data, UnpackedPostgres.VERSION, SERVICES);
  }

  private Postmaster postmaster() {
    return Postmaster.find(data.postgres().resolve("data")).orElseThrow();
  }

  private void killServer() {
    ProcessHandle.of(postmaster().pid()).orElseThrow().destroyForcibly();
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    ServiceDatabase targets = postgres.database("targets");
    try (Connection connection = connect(targets, targets.name());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    ServiceDatabase targets = postgres.database("targets");
    try (Connection connection = connect(targets, targets.name());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(ServiceDatabase database, String name) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + name,
        database.user(),
        database.password());
  }
}
