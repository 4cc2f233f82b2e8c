package io.opsconductor.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.testkit.TestSshd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes over one data directory. */
class TwoNodesIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void execution_shouldLookTheSameFromBothNodesAndGoOn_whenTheWorkersNodeIsReplaced() {
    // given
    Path data = directory.resolve("data");
    try (TestSshd sshd = TestSshd.start(20);
        Node a =
            Node.start(
                data, "--groups", "gateway,auth,users,secrets,targets,jobs,executions,audit");
        Node b = Node.start(data, "--groups", "gateway,workers")) {
      Api overA = Api.login(a.url(), "admin", Node.PASSWORD);
      Fleet fleet = new Fleet(overA, sshd, "two");
      assertThat(overA.get("/cluster/nodes").body().path("items")).hasSize(2);
      Api overB = Api.login(b.url(), "admin", Node.PASSWORD);
      // when
      try (LiveStream fromA = LiveStream.open(overA);
          LiveStream fromB = LiveStream.open(overB)) {
        String execution =
            fleet.run("fleet=two", "for i in 1 2 3 4 5; do echo line $i; sleep 0.1; done");
        fromA.subscribe("x", execution, 0);
        fromB.subscribe("x", execution, 0);
        List<JsonNode> seenFromA = fromA.awaitEnd("x", LONG);
        List<JsonNode> seenFromB = fromB.awaitEnd("x", LONG);
        // then
        assertThat(seenFromB).isEqualTo(seenFromA);
        assertThat(seenFromA.getLast().path("seq").asLong()).isEqualTo(seenFromA.size());
        assertThat(seenFromA.getLast().path("state").asText()).isEqualTo("succeeded");
      }

      // and when
      Api.Answer queued =
          overA.post(
              "/executions",
              Map.of(
                  "command", "sleep 0.5; echo done",
                  "targets", Map.of("selector", "fleet=two"),
                  "strategy", Map.of("parallelism", 2)));
      Awaitility.await()
          .atMost(LONG)
          .until(
              () ->
                  overA
                          .get("/executions/" + queued.id())
                          .body()
                          .path("counts")
                          .path("succeeded")
                          .asInt()
                      >= 2);
      int exit = b.terminate();
      try (Node c = Node.start(data, "--groups", "workers")) {
        // then
        assertThat(exit).isZero();
        assertThat(Fleet.awaitFinal(overA, queued.id(), LONG)).isEqualTo("succeeded");
        assertThat(c.output()).doesNotContain("Exception");
      }
    }
  }

  @Test
  void task_shouldBeLostWithin20SecondsAndTheRestGoOn_whenItsWorkerIsKilled() {
    // given
    Path data = directory.resolve("data");
    try (TestSshd sshd = TestSshd.start(3);
        Node a =
            Node.start(
                data, "--groups", "gateway,auth,users,secrets,targets,jobs,executions,audit");
        Node b = Node.start(data, "--groups", "workers")) {
      Api admin = Api.login(a.url(), "admin", Node.PASSWORD);
      Fleet fleet = new Fleet(admin, sshd, "kill");
      Api.Answer started =
          admin.post(
              "/executions",
              Map.of(
                  "command",
                      "echo started; case $SSH_CONNECTION in *127.0.0.1' '*) sleep 40;; esac",
                  "targets", Map.of("ids", fleet.targetIds()),
                  "strategy", Map.of("parallelism", 1)));
      Awaitility.await()
          .atMost(LONG)
          .until(
              () ->
                  !admin
                      .get("/executions/" + started.id() + "/tasks?state=running")
                      .body()
                      .path("items")
                      .isEmpty());
      Awaitility.await()
          .atMost(LONG)
          .until(
              () -> {
                String task =
                    admin
                        .get("/executions/" + started.id() + "/tasks")
                        .body()
                        .path("items")
                        .get(0)
                        .path("id")
                        .asText();
                return new String(
                        admin
                            .get("/executions/" + started.id() + "/tasks/" + task + "/output")
                            .response()
                            .body(),
                        java.nio.charset.StandardCharsets.UTF_8)
                    .contains("started");
              });
      // when
      b.kill();
      long killed = System.nanoTime();
      try (Node c = Node.start(data, "--groups", "workers")) {
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () ->
                    admin
                            .get("/executions/" + started.id())
                            .body()
                            .path("counts")
                            .path("lost")
                            .asInt()
                        == 1);
        Duration took = Duration.ofNanos(System.nanoTime() - killed);
        // then
        assertThat(took).isLessThan(Duration.ofSeconds(20));
        assertThat(Fleet.awaitFinal(admin, started.id(), LONG)).isEqualTo("lost");
        JsonNode counts = admin.get("/executions/" + started.id()).body().path("counts");
        assertThat(counts.path("succeeded").asInt()).isEqualTo(2);
        assertThat(c.output()).doesNotContain("Exception");
      }
    }
  }
}
