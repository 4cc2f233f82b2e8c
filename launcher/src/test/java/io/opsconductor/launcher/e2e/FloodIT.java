package io.opsconductor.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.testkit.TestSshd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A target that prints without end, beside others that do their work. */
@Execution(ExecutionMode.SAME_THREAD)
class FloodIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  /** Of an ordinary command while another floods; a loaded machine included. */
  private static final Duration NOT_STARVED = Duration.ofSeconds(10);

  private static final int ORDINARY = 20;
  private static final long LEAST_FLOOD = 50_000_000;

  @TempDir static Path directory;
  private static TestSshd sshd;
  private static Node node;
  private static Api admin;
  private static Fleet fleet;

  @BeforeAll
  static void start() {
    sshd = TestSshd.start(4);
    node =
        Node.launch(
                directory.resolve("data"),
                Map.of(),
                List.of("-Dopsconductor.event_loop_limit_ms=500"))
            .awaitReady();
    admin = Api.login(node.url(), "admin", Node.PASSWORD);
    fleet = new Fleet(admin, sshd, "flood");
  }

  @AfterAll
  static void stop() {
    int exit = node.terminate();
    sshd.close();
    assertThat(exit).isZero();
    assertThat(node.errors()).isEmpty();
  }

  @Test
  void others_shouldNotBeStarved_whenATargetFloods() {
    // given: what classes are loaded at the start is another matter
    long before = node.entries().count();
    String flood = fleet.run("name=flood-1", "yes flooooooooooooooooooooooooooood");
    Awaitility.await().atMost(LONG).until(() -> stored(flood, LEAST_FLOOD / 10));

    // when
    for (int i = 0; i < ORDINARY; i++) {
      String ordinary = fleet.run("name=flood-" + (2 + i % 3), "echo through");
      // then
      assertThat(Fleet.awaitFinal(admin, ordinary, NOT_STARVED)).isEqualTo("succeeded");
    }

    // when
    Awaitility.await().atMost(LONG).until(() -> stored(flood, LEAST_FLOOD));
    admin.post("/executions/" + flood + "/cancel", Map.of());

    // then: with 512 MiB of heap, and every byte of it in order
    assertThat(Fleet.awaitFinal(admin, flood, LONG)).isEqualTo("cancelled");
    JsonNode task = Fleet.tasks(admin, flood).getFirst();
    assertThat(task.path("cancel").asText()).isEqualTo("confirmed");
    assertThat(Fleet.output(admin, flood, task.path("id").asText()))
        .startsWith("flooooooooooooooooooooooooooood\nflooooooooooooooooooooooooooood\n")
        .hasSize(1024 * 1024);
    assertThat(heldEventLoops(before)).isEmpty();
  }

  /** Whether so many bytes of output are stored. */
  private static boolean stored(String execution, long bytes) {
    String task = Fleet.tasks(admin, execution).getFirst().path("id").asText();
    String path = "/executions/" + execution + "/tasks/" + task + "/output?limit=1&offset=" + bytes;
    return admin.get(path).response().body().length == 1;
  }

  /**
   * Warnings after the first ones, of event loops held by this product for longer than a busy
   * machine explains.
   */
  private static List<String> heldEventLoops(long after) {
    return node.entries()
        .skip(after)
        .filter(entry -> entry.contains("has been blocked for"))
        .filter(entry -> entry.contains("eventloop-thread"))
        .filter(entry -> entry.contains("\tat io.opsconductor."))
        .toList();
  }
}
