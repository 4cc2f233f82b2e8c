package io.opsconductor.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.testkit.TestDatabase;
import io.opsconductor.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The fat jar with databases that somebody else runs, one for each service. */
@Execution(ExecutionMode.CONCURRENT)
class OwnDatabasesIT {
  private static final List<String> SERVICES =
      List.of("auth", "users", "secrets", "targets", "jobs", "executions", "schedules", "audit");

  @TempDir Path directory;

  @Test
  void node_shouldKeepEverythingInTheGivenDatabases_whenTheyAreConfigured() throws IOException {
    // given
    List<TestDatabase> databases = new ArrayList<>();
    Path data = directory.resolve("data");
    ObjectNode config = Api.JSON.createObjectNode();
    for (String service : SERVICES) {
      TestDatabase database = TestPostgres.database();
      databases.add(database);
      Path password = directory.resolve(service + ".password");
      Files.writeString(password, database.password());
      config
          .withObject("/databases/" + service)
          .put("host", database.host())
          .put("port", database.port())
          .put("name", database.name())
          .put("user", database.user())
          .put("password_file", password.toString());
    }
    Path file = directory.resolve("opsconductor.yaml");
    Files.writeString(file, config.toString());
    String userId;
    // when
    try (Node node = start(data, file)) {
      Api admin = Api.login(node.url(), "admin", Node.PASSWORD);
      userId =
          admin
              .post(
                  "/users",
                  Map.of("username", "vera", "password", Node.PASSWORD, "roles", List.of("viewer")))
              .id();
    }
    // then
    assertThat(data.resolve("postgres")).doesNotExist();
    try (Node again = start(data, file)) {
      Api vera = Api.login(again.url(), "vera", Node.PASSWORD);
      assertThat(vera.get("/auth/me").body().path("id").asText()).isEqualTo(userId);
      Api admin = Api.login(again.url(), "admin", Node.PASSWORD);
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  admin
                          .get("/audit/events?type=user.created&resourceId=" + userId)
                          .body()
                          .path("items")
                          .size()
                      == 1);
      assertDefectIsFoundByRequestId(again, admin, databases.get(SERVICES.indexOf("users")));
    } finally {
      databases.forEach(TestDatabase::close);
    }
  }

  /** What the answer names is in the log, beside what went wrong. */
  private static void assertDefectIsFoundByRequestId(Node node, Api admin, TestDatabase users)
      throws IOException {
    try (Connection connection = users.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER TABLE teams RENAME TO teams_elsewhere");
      Api.Answer answer = admin.get("/teams");
      statement.execute("ALTER TABLE teams_elsewhere RENAME TO teams");
      assertThat(answer.status()).isEqualTo(500);
      String requestId = answer.response().headers().firstValue("X-Request-Id").orElseThrow();
      assertThat(answer.body().toString()).contains(requestId).doesNotContain("teams_elsewhere");
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  node.errors().stream()
                      .anyMatch(
                          entry ->
                              entry.contains("correlationId=\"" + requestId + "\"")
                                  && entry.contains("A request met a defect")));
      assertThat(admin.get("/teams").status()).isEqualTo(200);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Node start(Path data, Path config) {
    return Node.launch(data, Map.of(), List.of(), "--config", config.toString()).awaitReady();
  }
}
