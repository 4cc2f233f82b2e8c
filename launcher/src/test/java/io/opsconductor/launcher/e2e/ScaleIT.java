package io.opsconductor.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.testkit.TestSshd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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

/** Groups that grow and shrink, and a node that is drained, while work goes on. */
@Execution(ExecutionMode.SAME_THREAD)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScaleIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int REQUESTS_PER_SECOND = 500;
  private static final int REQUESTS = 5000;

  @TempDir static Path directory;
  private static TestSshd sshd;
  private static Node a;
  private static Node b;
  private static Api admin;
  private static Fleet fleet;

  @BeforeAll
  static void start() {
    sshd = TestSshd.start(12);
    a = Node.start(directory.resolve("data"), "--node-id", "a");
    b =
        Node.start(
            directory.resolve("data"), "--node-id", "b", "--groups", "gateway,targets,workers");
    admin = Api.login(a.url(), "admin", Node.PASSWORD);
    fleet = new Fleet(admin, sshd, "scale");
  }

  @AfterAll
  static void stop() {
    int exitB = b.terminate();
    int exitA = a.terminate();
    sshd.close();
    assertThat(exitB).isZero();
    assertThat(exitA).isZero();
    assertThat(a.errors()).isEmpty();
    assertThat(b.errors()).isEmpty();
  }

  @Test
  @Order(1)
  void requests_shouldAllSucceed_whenGroupsGrowAndShrinkMeanwhile() {
    // given
    String target = "/targets/" + fleet.targetIds().getFirst();
    AtomicInteger turn = new AtomicInteger();
    Api overB = admin.at(b.url());
    try (Load load =
        Load.start(
            REQUESTS_PER_SECOND,
            REQUESTS,
            () -> (turn.getAndIncrement() % 2 == 0 ? admin : overB).get(target))) {
      // when
      int scaled = 0;
      while (load.isSending()) {
        for (String group : new String[] {"targets", "gateway"}) {
          for (int instances : new int[] {4, 1, 2}) {
            scale("a", group, instances);
            scale("b", group, instances);
            scaled++;
          }
        }
        // only the other node serves it for a moment
        scale("a", "targets", 0);
        scale("a", "targets", 1);
      }
      load.await();
      // then
      assertThat(scaled).isPositive();
      assertThat(load.broken()).isEmpty();
      assertThat(load.statuses()).containsExactly(200);
      assertThat(load.answers()).hasSize(REQUESTS);
    }
  }

  private static void scale(String node, String group, int instances) {
    Api.Answer answer =
        admin.put("/cluster/nodes/" + node + "/groups/" + group, Map.of("instances", instances));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    for (JsonNode each : answer.body().path("groups")) {
      if (each.path("name").asText().equals(group)) {
        assertThat(each.path("instances").asInt()).isEqualTo(instances);
      }
    }
  }

  @Test
  @Order(2)
  void queues_shouldTellWhatWaits_whenMoreIsStartedThanRunsAtOnce() {
    // when
    String execution =
        Fleet.start(
            admin,
            Map.of(
                "command", "sleep 2",
                "targets", Map.of("selector", "fleet=scale"),
                "strategy", Map.of("parallelism", 2)));
    // then
    Awaitility.await().atMost(LONG).until(() -> length("workers", "running") == 2);
    assertThat(length("executions", "tasks")).isEqualTo(10);
    admin.post("/executions/" + execution + "/cancel", null);
    Fleet.awaitFinal(admin, execution, LONG);
    assertThat(length("executions", "tasks")).isZero();
  }

  private static int length(String group, String queue) {
    Map<String, Integer> lengths = new HashMap<>();
    for (JsonNode node : admin.get("/cluster/nodes").body().path("items")) {
      for (JsonNode each : node.path("groups")) {
        for (JsonNode one : each.path("queues")) {
          if (each.path("name").asText().equals(group) && one.path("name").asText().equals(queue)) {
            boolean shared = one.path("shared").asBoolean();
            String place = shared ? group : node.path("id").asText();
            lengths.put(place, one.path("length").asInt());
          }
        }
      }
    }
    return lengths.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Test
  @Order(3)
  void breakers_shouldTellWhatIsNotAsked_whenANodeDoesNotAnswer() {
    // given
    b.signal("STOP");
    try {
      // when
      List<CompletableFuture<Api.Answer>> asked =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> admin.get("/cluster/nodes")))
              .limit(6)
              .toList();
      asked.forEach(CompletableFuture::join);
      // then
      JsonNode nodes = admin.get("/cluster/nodes").body();
      assertThat(nodes.path("answeredBy").asText()).isEqualTo("a");
      assertThat(nodes.path("items").get(0).path("breakers").valueStream())
          .extracting(JsonNode::toString)
          .contains("{\"operation\":\"ops.node.v1.status.get\",\"node\":\"b\",\"state\":\"open\"}");
    } finally {
      b.signal("CONT");
    }
  }

  @Test
  @Order(4)
  void execution_shouldSucceed_whenOneOfItsNodesIsDrained() {
    // given
    String execution =
        Fleet.start(
            admin,
            Map.of(
                "command", "sleep 0.5; echo done",
                "targets", Map.of("selector", "fleet=scale"),
                "strategy", Map.of("parallelism", 4)));
    Awaitility.await().atMost(LONG).until(() -> Fleet.count(admin, execution, "succeeded") > 0);
    // when
    Api.Answer drained = admin.post("/cluster/nodes/b/drain", null);
    // then
    assertThat(drained.status()).as("%s", drained.body()).isEqualTo(202);
    assertThat(drained.body().path("state").asText()).isEqualTo("draining");
    assertThat(Fleet.awaitFinal(admin, execution, LONG)).isEqualTo("succeeded");
    assertThat(Fleet.count(admin, execution, "succeeded")).isEqualTo(12);
    assertThat(admin.at(b.url()).get("/health/ready").status()).isEqualTo(503);
    assertThat(admin.at(b.url()).get("/targets").status()).isEqualTo(200);
  }
}
