package io.opsconductor.launcher.e2e;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.testkit.TestSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Several processes over one data directory: one keeps the data, others come and go. */
@Execution(ExecutionMode.SAME_THREAD)
class TwoNodesIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  /** Between the death of a worker and the word that its task is lost. */
  private static final Duration LONGEST_LOSS = Duration.ofSeconds(20);

  /** Of a command's output when its worker hands it over. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** Between the end of a session or token and its refusal everywhere. */
  private static final Duration PROMISED = Duration.ofSeconds(5);

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "OPSCONDUCTOR_AUTH_SIGNING_KEY_LEAD_SECONDS", "5",
          "OPSCONDUCTOR_GATEWAY_SIGN_INS_PER_MINUTE", "1000000");

  @TempDir static Path directory;
  private static TestSshd sshd;
  private static Node a;
  private static Api admin;
  private static Fleet fleet;

  @BeforeAll
  static void start() {
    sshd = TestSshd.start(12);
    a =
        Node.start(
            directory.resolve("data"),
            ENVIRONMENT,
            "--groups",
            "gateway,auth,users,secrets,targets,jobs,executions,audit");
    admin = Api.login(a.url(), "admin", Node.PASSWORD);
    fleet = new Fleet(admin, sshd, "two");
  }

  @AfterAll
  static void stop() {
    int exit = a.terminate();
    sshd.close();
    assertThat(exit).isZero();
    assertThat(a.errors()).isEmpty();
  }

  private static Node join(String groups) {
    return Node.start(directory.resolve("data"), ENVIRONMENT, "--groups", groups);
  }

  @Test
  void execution_shouldLookTheSameFromBothNodesAndGoOn_whenTheWorkersNodeIsReplaced() {
    try (Node b = join("gateway,workers")) {
      // given
      assertThat(admin.get("/cluster/nodes").body().path("items")).hasSize(2);
      Api overB = Api.login(b.url(), "admin", Node.PASSWORD);
      // when
      List<JsonNode> fromA;
      List<JsonNode> fromB;
      try (LiveStream overAStream = LiveStream.open(admin);
          LiveStream overBStream = LiveStream.open(overB)) {
        String watched =
            fleet.run("fleet=two", "for i in 1 2 3 4 5; do echo line $i; sleep 0.1; done");
        overAStream.subscribe("x", watched, 0);
        overBStream.subscribe("x", watched, 0);
        fromA = overAStream.awaitEnd("x", LONG);
        fromB = overBStream.awaitEnd("x", LONG);
      }
      // then
      assertThat(fromB).isEqualTo(fromA);
      assertThat(fromA.stream().map(message -> message.path("seq").asLong()))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, fromA.size()).boxed().toList());
      assertThat(fromA.getLast().path("state").asText()).isEqualTo("succeeded");

      // and when
      String queued =
          Fleet.start(
              admin,
              Map.of(
                  "command", "sleep 0.5; echo done",
                  "targets", Map.of("selector", "fleet=two"),
                  "strategy", Map.of("parallelism", 2)));
      String lasting =
          fleet.run(
              "name=two-2",
              "i=0; while [ $i -lt 120 ]; do echo started $i; sleep 0.1; i=$((i+1)); done");
      Awaitility.await().atMost(LONG).until(() -> runsOn(lasting, "two-2"));
      Awaitility.await().atMost(LONG).until(() -> Fleet.count(admin, queued, "succeeded") >= 2);
      CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(b::terminate);
      int succeededBefore = Fleet.count(admin, queued, "succeeded");
      try (Node c = join("workers")) {
        String task = Fleet.tasks(admin, lasting).getFirst().path("id").asText();
        Duration pause = longestPause(lasting, task, 120);
        // then
        assertThat(exit.join()).isZero();
        assertThat(succeededBefore).isLessThan(12);
        assertThat(Fleet.awaitFinal(admin, queued, LONG)).isEqualTo("succeeded");
        assertThat(Fleet.count(admin, queued, "succeeded")).isEqualTo(12);
        assertThat(Fleet.awaitFinal(admin, lasting, LONG)).isEqualTo("succeeded");
        assertThat(lines(lasting, task)).isEqualTo(120);
        assertThat(pause).isLessThan(LONGEST_PAUSE);
        assertThat(b.defects()).isEmpty();
        assertThat(c.defects()).isEmpty();
      }
    }
  }

  @Test
  void commands_shouldGoOnAndBeFoundOrBeLost_whenTheirWorkerIsKilled() throws IOException {
    try (Node b = join("workers")) {
      // given: a command that can do without its worker, and one whose step says that it cannot
      Path starts = directory.resolve("starts");
      String goesOn =
          fleet.run(
              "name=two-4",
              "echo x >>"
                  + starts
                  + "; i=0; while [ $i -lt 200 ]; do echo started $i; sleep 0.1; i=$((i+1)); done;"
                  + " exit 5");
      String isLost = startHangingOnItsConnection();
      Awaitility.await().atMost(LONG).until(() -> runsOn(goesOn, "two-4"));
      Awaitility.await().atMost(LONG).until(() -> runsOn(isLost, "two-1"));
      // when
      b.kill();
      long killed = System.nanoTime();
      String task = Fleet.tasks(admin, goesOn).getFirst().path("id").asText();
      int lines = lines(goesOn, task);
      try (Node c = join("workers")) {
        Awaitility.await().atMost(LONG).until(() -> lines(goesOn, task) > lines);
        Awaitility.await().atMost(LONG).until(() -> Fleet.count(admin, isLost, "lost") == 1);
        Duration took = Duration.ofNanos(System.nanoTime() - killed);
        // then
        assertThat(took).isLessThan(LONGEST_LOSS);
        assertThat(Fleet.awaitFinal(admin, isLost, LONG)).isEqualTo("lost");
        assertThat(Fleet.count(admin, isLost, "succeeded")).isEqualTo(2);
        assertThat(Fleet.awaitFinal(admin, goesOn, LONG)).isEqualTo("failed");
        JsonNode ended = Fleet.tasks(admin, goesOn).getFirst();
        assertThat(ended.path("exitCode").asInt()).isEqualTo(5);
        assertThat(ended.path("attempt").asInt()).isEqualTo(1);
        assertThat(ended.path("mode").asText()).isEqualTo("reattach");
        assertThat(Fleet.output(admin, goesOn, task))
            .isEqualTo(
                IntStream.range(0, 200).mapToObj(i -> "started " + i + "\n").collect(joining()));
        assertThat(Files.readString(starts)).isEqualTo("x\n");
        assertThat(c.defects()).isEmpty();
      }
    }
  }

  @Test
  void keysAndTokens_shouldBeReplacedAndEndOnBothNodes_whenOneIsAsked() throws Exception {
    try (Node b = join("gateway,auth,users")) {
      // given: clients that refresh on one node and ask both, while keys are replaced on each
      RefreshingClients load = new RefreshingClients(4, a.url(), b.url());
      try (load) {
        for (String url : List.of(a.url(), b.url())) {
          // when
          String next = admin.at(url).post("/auth/keys/rotate", null).body().path("keyId").asText();
          // then
          Awaitility.await()
              .atMost(LONG)
              .until(() -> load.keysSeen().contains(next) || !load.failures().isEmpty());
        }
      }
      assertThat(load.failures()).isEmpty();
      assertThat(load.keysSeen()).hasSizeGreaterThanOrEqualTo(3);

      // and given
      Api session = Api.login(b.url(), "admin", Node.PASSWORD);
      Api.Answer made = admin.post("/tokens", Map.of("name", "b", "permissions", List.of("*")));
      Api program = admin.withToken(made.body().path("token").asText()).at(b.url());
      String id = TokenForge.claims(session.token()).getString("sid");
      // when, then: what one node ends, the other does not serve any more
      endsOn(session, () -> admin.delete("/auth/sessions/" + id));
      endsOn(program, () -> admin.delete("/tokens/" + made.id()));
      assertThat(b.defects()).isEmpty();
    }
  }

  private static void endsOn(Api there, Supplier<Api.Answer> end) throws Exception {
    assertThat(there.get("/auth/me").status()).isEqualTo(200);
    try (LiveStream stream = LiveStream.open(there)) {
      long begin = System.nanoTime();
      assertThat(end.get().status()).isEqualTo(204);
      Awaitility.await().atMost(LONG).until(() -> there.get("/auth/me").status() == 401);
      assertThat(stream.closed().get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(4401);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PROMISED);
    }
  }

  private static String startHangingOnItsConnection() {
    Api.Answer job =
        admin.post(
            "/jobs",
            Map.of(
                "name",
                "hangs on its connection",
                "steps",
                List.of(
                    Map.of(
                        "name",
                        "wait",
                        "type",
                        "command",
                        "onLost",
                        "lost",
                        "command",
                        "echo started; set -- $SSH_CONNECTION;"
                            + " [ \"$3\" != 127.0.0.1 ] || sleep 40")),
                "targets",
                Map.of("ids", fleet.targetIds().subList(0, 3)),
                "strategy",
                Map.of("parallelism", 1)));
    return admin.post("/jobs/" + job.id() + "/executions", null).id();
  }

  /** The longest time in which no line was stored, until there are so many. */
  private static Duration longestPause(String execution, String task, int until) {
    long[] since = {System.nanoTime()};
    long[] longest = {0};
    int[] seen = {0};
    Awaitility.await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              int lines = lines(execution, task);
              longest[0] = Math.max(longest[0], System.nanoTime() - since[0]);
              if (lines > seen[0]) {
                seen[0] = lines;
                since[0] = System.nanoTime();
              }
              return lines >= until;
            });
    return Duration.ofNanos(longest[0]);
  }

  private static int lines(String execution, String task) {
    return (int) Fleet.output(admin, execution, task).lines().count();
  }

  /** Whether the command has printed its first line on the target and goes on. */
  private static boolean runsOn(String execution, String target) {
    return Fleet.tasks(admin, execution).stream()
        .filter(task -> task.path("target").path("name").asText().equals(target))
        .filter(task -> task.path("state").asText().equals("running"))
        .anyMatch(
            task -> Fleet.output(admin, execution, task.path("id").asText()).contains("started"));
  }
}
