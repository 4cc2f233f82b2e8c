package io.opsconductor.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.testkit.TestSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What breaks below a node, and its own end. The node of one test is that of the next. */
@Execution(ExecutionMode.SAME_THREAD)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  private static final String COUNTING = "for i in 1 2 3 4 5 6; do echo $i; sleep 0.5; done";

  @TempDir static Path directory;
  private static TestSshd sshd;
  private static Node node;
  private static Api admin;
  private static Fleet fleet;

  @BeforeAll
  static void start() {
    sshd = TestSshd.start(4);
    signIn(node("gateway,auth,users,secrets,targets,jobs,executions,workers"));
    fleet = new Fleet(admin, sshd, "fault");
  }

  @AfterAll
  static void stop() {
    node.close();
    sshd.close();
  }

  private static Node node(String groups) {
    return Node.start(
        directory.resolve("data"),
        Map.of("OPSCONDUCTOR_WORKERS_DRAIN_SECONDS", "5"),
        "--groups",
        groups);
  }

  private static void signIn(Node started) {
    node = started;
    admin = Api.login(node.url(), "admin", Node.PASSWORD);
  }

  @Test
  @Order(1)
  void event_shouldArriveOnce_whenTheNodeDiesBetweenCommitAndPublishing() {
    // given a change that was answered, and nobody to take its event
    Api.Answer target = fleet.target("committed", "127.0.0.99", 2299, Map.of());
    assertThat(target.status()).isEqualTo(201);
    // when
    node.kill();
    signIn(node("gateway,auth,users,secrets,targets,jobs,executions,workers,audit"));
    fleet = fleet.at(admin);
    // then
    String events = "/audit/events?resourceId=" + target.id();
    Awaitility.await().atMost(LONG).until(() -> !admin.get(events).body().path("items").isEmpty());
    String last = fleet.target("after", "127.0.0.98", 2299, Map.of()).id();
    Awaitility.await()
        .atMost(LONG)
        .until(() -> !admin.get("/audit/events?resourceId=" + last).body().path("items").isEmpty());
    JsonNode items = admin.get(events).body().path("items");
    assertThat(items).hasSize(1);
    assertThat(items.path(0).path("type").asText()).isEqualTo("target.created");
  }

  @Test
  @Order(2)
  void node_shouldHealByItself_whenItsDatabaseStops() throws IOException {
    // given
    String target = fleet.targetIds().getFirst();
    String underWay = fleet.run("fleet=fault", COUNTING);
    String begun;
    try (Load load = Load.start(20, () -> admin.get("/targets/" + target))) {
      Awaitility.await().atMost(LONG).until(() -> load.answers().size() >= 20);
      // when
      begun = fleet.run("fleet=fault", COUNTING);
      interruptDatabase();
      Awaitility.await().atMost(LONG).until(() -> load.count(503) > 0);
      long healing = System.nanoTime();
      Awaitility.await().atMost(LONG).until(() -> load.lastWere(200, 20));
      Duration healed = Duration.ofNanos(System.nanoTime() - healing);
      // then
      load.stop();
      assertThat(load.statuses()).containsOnly(200, 503);
      assertThat(load.answers()).allMatch(answer -> answer.status() == 200 || answer.isProblem());
      assertThat(healed).isLessThan(Duration.ofSeconds(40));
    }
    assertCounted(underWay);
    assertCounted(begun);
    Awaitility.await().atMost(LONG).until(() -> admin.get("/health/ready").status() == 200);
    assertThat(fleet.target("healed", "127.0.0.97", 2299, Map.of()).status()).isEqualTo(201);
  }

  private static void assertCounted(String execution) {
    String state = Fleet.awaitFinal(admin, execution, LONG);
    assertThat(state).as("%s", Fleet.tasks(admin, execution)).isEqualTo("succeeded");
    for (JsonNode task : Fleet.tasks(admin, execution)) {
      assertThat(Fleet.output(admin, execution, task.path("id").asText()))
          .isEqualTo("1\n2\n3\n4\n5\n6\n");
    }
  }

  /** Cuts all of the server's clients and stops it, as an administrator would. */
  private static void interruptDatabase() throws IOException {
    Path pidFile = directory.resolve("data/postgres/data/postmaster.pid");
    String pid = Files.readAllLines(pidFile).getFirst().strip();
    new ProcessBuilder("kill", "-INT", pid).inheritIO().start().onExit().join();
  }

  @Test
  @Order(3)
  void node_shouldEndInTimeWith0_whenACommandGoesOn() {
    // given
    String execution =
        Fleet.start(
            admin,
            Map.of(
                "command",
                "echo begun; sleep 60",
                "targets",
                Map.of("ids", List.of(fleet.targetIds().getFirst()))));
    Awaitility.await().atMost(LONG).until(() -> Fleet.count(admin, execution, "running") == 1);
    // when
    long begun = System.nanoTime();
    int exit = node.terminate();
    // then
    assertThat(exit).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST_STOP);
    assertThat(node.errors()).isEmpty();
  }
}
