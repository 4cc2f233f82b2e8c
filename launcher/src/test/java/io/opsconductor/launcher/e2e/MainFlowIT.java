package io.opsconductor.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.testkit.TestSshd;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The fat jar as a process, a real sshd on several addresses, REST and WebSocket. */
@Execution(ExecutionMode.CONCURRENT)
class MainFlowIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int LARGE_MEBIBYTES = 100;

  @TempDir static Path directory;
  private static TestSshd sshd;
  private static Node node;
  private static Api admin;
  private static Fleet fleet;

  @BeforeAll
  static void start() {
    sshd = TestSshd.start(4);
    node = Node.start(directory.resolve("data"));
    admin = Api.login(node.url(), "admin", Node.PASSWORD);
    fleet = new Fleet(admin, sshd, "flow");
  }

  @AfterAll
  static void stop() {
    int exit = node.terminate();
    sshd.close();
    assertThat(exit).isZero();
    assertThat(node.defects()).isEmpty();
  }

  @Test
  void job_shouldRunOnAllTargetsAndStream_whenStarted() {
    // given
    Map<String, Object> job =
        Map.of(
            "name", "greet",
            "steps",
                List.of(
                    Map.of("name", "hello", "type", "command", "command", "echo \"hello $WHO\""),
                    Map.of(
                        "name",
                        "count",
                        "type",
                        "script",
                        "interpreter",
                        "bash",
                        "script",
                        "for i in 1 2 3; do echo $i; echo e$i >&2; done")),
            "targets", Map.of("selector", "fleet=flow"),
            "parameters", List.of(Map.of("name", "WHO", "type", "string", "required", true)));
    Api.Answer created = admin.post("/jobs", job);
    assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
    try (LiveStream stream = LiveStream.open(admin)) {
      // when
      Api.Answer started =
          admin.post(
              "/jobs/" + created.id() + "/executions",
              Map.of("parameters", Map.of("WHO", "it's \"$HOME\" `id`; 'x'")));
      stream.subscribe("a", started.id(), 0);
      List<JsonNode> messages = stream.awaitEnd("a", LONG);
      // then
      assertThat(started.status()).isEqualTo(202);
      assertThat(started.response().headers().firstValue("Location"))
          .contains("/api/v1/executions/" + started.id());
      assertThat(started.body().path("state").asText()).isEqualTo("queued");
      assertGapless(messages);
      assertThat(messages.getLast().path("state").asText()).isEqualTo("succeeded");
      for (int i = 1; i <= 4; i++) {
        assertThat(
                new String(
                    LiveStream.output(messages, "flow-" + i, "stdout"), StandardCharsets.UTF_8))
            .isEqualTo("hello it's \"$HOME\" `id`; 'x'\n1\n2\n3\n");
        assertThat(
                new String(
                    LiveStream.output(messages, "flow-" + i, "stderr"), StandardCharsets.UTF_8))
            .isEqualTo("e1\ne2\ne3\n");
      }
      JsonNode execution = admin.get("/executions/" + started.id()).body();
      assertThat(execution.path("jobVersion").asInt()).isEqualTo(1);
      assertThat(execution.path("counts").path("total").asInt()).isEqualTo(4);
      assertThat(execution.path("counts").path("succeeded").asInt()).isEqualTo(4);
      JsonNode definition = admin.get("/executions/" + started.id() + "/definition").body();
      assertThat(definition.path("values").path("WHO").asText())
          .isEqualTo("it's \"$HOME\" `id`; 'x'");
      assertThat(definition.path("steps").path(1).path("interpreter").asText()).isEqualTo("bash");
      JsonNode task =
          admin.get("/executions/" + started.id() + "/tasks").body().path("items").get(0);
      assertThat(task.path("exitCode").asInt()).isZero();
      assertThat(Instant.parse(task.path("finishedAt").asText()))
          .isAfterOrEqualTo(Instant.parse(task.path("startedAt").asText()));
      Api.Answer output =
          admin.get(
              "/executions/" + started.id() + "/tasks/" + task.path("id").asText() + "/output");
      assertThat(output.response().headers().firstValue("Next-Offset")).isPresent();
      assertThat(new String(output.response().body(), StandardCharsets.UTF_8))
          .startsWith("hello it's");
    }
  }

  private static String cookie(Api.Answer answer) {
    String set = answer.response().headers().firstValue("Set-Cookie").orElseThrow();
    return set.substring(0, set.indexOf(';'));
  }

  @Test
  void browser_shouldStaySignedIn_whenTwoTabsRefreshAtOnce() {
    // given
    Api page = Api.anonymous(node.url());
    Map<String, String> origin = Map.of("Origin", node.url());
    Api.Answer login =
        page.post(
            "/auth/login",
            Map.of("username", "admin", "password", Node.PASSWORD, "session", "cookie"),
            origin);
    Map<String, String> first = Map.of("Origin", node.url(), "Cookie", cookie(login));
    // when
    List<Api.Answer> tabs =
        IntStream.range(0, 2)
            .parallel()
            .mapToObj(tab -> page.send("POST", "/auth/refresh", null, first))
            .toList();
    // then
    assertThat(tabs).allSatisfy(tab -> assertThat(tab.status()).isEqualTo(200));
    assertThat(cookie(tabs.getFirst())).isEqualTo(cookie(tabs.getLast()));
    Map<String, String> second = Map.of("Origin", node.url(), "Cookie", cookie(tabs.getLast()));
    Api.Answer next = page.send("POST", "/auth/refresh", null, second);
    assertThat(next.status()).isEqualTo(200);
    // when
    Map<String, String> third = Map.of("Origin", node.url(), "Cookie", cookie(next));
    Api.Answer out = page.send("POST", "/auth/logout", null, third);
    // then
    assertThat(out.status()).isEqualTo(204);
    assertThat(cookie(out)).endsWith("=");
    assertThat(page.send("POST", "/auth/refresh", null, third).status()).isEqualTo(401);
    Api expired = page.withToken(next.body().path("accessToken").asText());
    assertThat(expired.get("/auth/me").status()).isEqualTo(401);
  }

  @Test
  void stream_shouldReplayTheSameMessages_whenSubscribedAgainAfterTheEnd() {
    // given
    String execution = fleet.run("fleet=flow", "echo one; echo two");
    Fleet.awaitFinal(admin, execution, LONG);
    try (LiveStream stream = LiveStream.open(admin)) {
      // when
      stream.subscribe("all", execution, 0);
      List<JsonNode> all = stream.awaitEnd("all", LONG);
      stream.subscribe("rest", execution, 3);
      List<JsonNode> rest = stream.awaitEnd("rest", LONG);
      // then
      assertGapless(all);
      assertThat(rest).hasSize(all.size() - 3);
      assertThat(rest.getFirst().path("seq").asLong()).isEqualTo(4);
    }
  }

  @Test
  void output_shouldBeExact_whenItIsLargeAndBinary() throws IOException {
    // given
    Path file = directory.resolve("random");
    MessageDigest expected = sha256();
    byte[] block = new byte[1 << 20];
    Random random = new Random(7);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < LARGE_MEBIBYTES; i++) {
        random.nextBytes(block);
        expected.update(block);
        out.write(block);
      }
    }
    // when
    String execution = fleet.run("name=flow-1", "cat " + file);
    // then
    assertThat(Fleet.awaitFinal(admin, execution, LONG)).isEqualTo("succeeded");
    MessageDigest stored = sha256();
    long length = download(execution, "stdout", stored);
    assertThat(length).isEqualTo((long) LARGE_MEBIBYTES << 20);
    assertThat(HexFormat.of().formatHex(stored.digest()))
        .isEqualTo(HexFormat.of().formatHex(expected.digest()));
  }

  @Test
  void output_shouldBeExactInBothStreams_whenItIsPartlyTextWithoutLastLineEnd() throws IOException {
    // given characters of one to four bytes over many chunks, then bytes that are none, and NUL
    byte[] text = "a\u00e9\u20ac\ud83d\ude00".repeat(30_000).getBytes(StandardCharsets.UTF_8);
    byte[] odd = {'x', (byte) 0xc3, (byte) 0xff, 0, (byte) 0xe2, (byte) 0x82};
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Files.write(out, text);
    Files.write(out, odd, StandardOpenOption.APPEND);
    Files.write(err, odd);
    Files.write(err, text, StandardOpenOption.APPEND);
    // when
    String execution = fleet.run("name=flow-4", "cat " + err + " >&2 & cat " + out + "; wait");
    // then
    for (Path stream : List.of(out, err)) {
      String name = "std" + stream.getFileName();
      MessageDigest expected = sha256();
      expected.update(Files.readAllBytes(stream));
      assertThat(Fleet.awaitFinal(admin, execution, LONG)).isEqualTo("succeeded");
      MessageDigest stored = sha256();
      assertThat(download(execution, name, stored)).isEqualTo(Files.size(stream));
      assertThat(stored.digest()).isEqualTo(expected.digest());
      try (LiveStream live = LiveStream.open(admin)) {
        live.subscribe("x", execution, 0);
        assertThat(LiveStream.output(live.awaitEnd("x", LONG), "flow-4", name))
            .isEqualTo(Files.readAllBytes(stream));
      }
    }
  }

  /** Reads the output of the only task part by part; its length. */
  private static long download(String execution, String stream, MessageDigest digest) {
    String task = Fleet.tasks(admin, execution).getFirst().path("id").asText();
    String path = "/executions/%s/tasks/%s/output?limit=1048576&stream=%s&offset=";
    long offset = 0;
    while (true) {
      Api.Answer part = admin.get(path.formatted(execution, task, stream) + offset);
      if (part.response().body().length == 0) {
        return offset;
      }
      digest.update(part.response().body());
      offset = Long.parseLong(part.response().headers().firstValue("Next-Offset").orElseThrow());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void task_shouldFailWithItsExitCode_whenAStepFails() {
    // given
    Api.Answer job =
        admin.post(
            "/jobs",
            Map.of(
                "name", "fails",
                "steps",
                    List.of(
                        Map.of("name", "bad", "type", "command", "command", "exit 7"),
                        Map.of("name", "never", "type", "command", "command", "echo never")),
                "targets", Map.of("ids", fleet.targetIds().subList(0, 1))));
    // when
    Api.Answer started = admin.post("/jobs/" + job.id() + "/executions", null);
    // then
    assertThat(Fleet.awaitFinal(admin, started.id(), LONG)).isEqualTo("failed");
    JsonNode task = admin.get("/executions/" + started.id() + "/tasks").body().path("items").get(0);
    assertThat(task.path("state").asText()).isEqualTo("failed");
    assertThat(task.path("exitCode").asInt()).isEqualTo(7);
    assertThat(task.path("error").path("category").asText()).isEqualTo("command");
  }

  @Test
  void cancel_shouldBeConfirmed_whenTheProcessGroupIsGone() {
    // given
    String mark = "opsc-cancel-" + System.nanoTime();
    String execution =
        fleet.run(
            "name=flow-2",
            "trap '' TERM; sh -c 'trap \"\" TERM; while :; do sleep 0.2; done' "
                + mark
                + " & while :; do sleep 0.2; done");
    Awaitility.await().atMost(LONG).until(() -> processesWith(mark) > 0);
    // when
    Api.Answer cancelled = admin.post("/executions/" + execution + "/cancel", Map.of());
    // then
    assertThat(cancelled.status()).isEqualTo(202);
    assertThat(Fleet.awaitFinal(admin, execution, LONG)).isEqualTo("cancelled");
    JsonNode task = admin.get("/executions/" + execution + "/tasks").body().path("items").get(0);
    assertThat(task.path("cancel").asText()).isEqualTo("confirmed");
    assertThat(processesWith(mark)).isZero();
    assertThat(admin.post("/executions/" + execution + "/cancel", null).status()).isEqualTo(409);
  }

  @Test
  void execution_shouldTimeOut_whenACommandNeverEnds() {
    // when
    Api.Answer started =
        admin.post(
            "/executions",
            Map.of(
                "command",
                "sleep 600",
                "targets",
                Map.of("selector", "name=flow-3"),
                "timeoutSeconds",
                2));
    // then
    assertThat(Fleet.awaitFinal(admin, started.id(), LONG)).isEqualTo("timed_out");
  }

  @Test
  void rerun_shouldTakeTheFailedTargetsOnly_whenAsked() {
    // given
    String execution =
        fleet.run("fleet=flow", "test \"$(echo $SSH_CONNECTION | cut -d' ' -f3)\" != 127.0.0.2");
    assertThat(Fleet.awaitFinal(admin, execution, LONG)).isEqualTo("failed");
    // when
    Api.Answer rerun = admin.post("/executions/" + execution + "/rerun", Map.of("only", "failed"));
    // then
    assertThat(rerun.status()).as("%s", rerun.body()).isEqualTo(202);
    assertThat(Fleet.awaitFinal(admin, rerun.id(), LONG)).isEqualTo("failed");
    JsonNode counts = admin.get("/executions/" + rerun.id()).body().path("counts");
    assertThat(counts.path("total").asInt()).isEqualTo(1);
  }

  @Test
  void connection_shouldBeKeptUntilItsCredentialChanges() {
    try (TestSshd own = TestSshd.start()) {
      // given
      Fleet kept = new Fleet(admin, own, "kept", 1);
      Awaitility.await().atMost(LONG).until(() -> serverProcess().equals(serverProcess()));
      ProcessHandle server = ProcessHandle.of(serverProcess()).orElseThrow();
      assertThat(server.isAlive()).as("the connection outlives its task").isTrue();
      // when
      Api.Answer changed =
          admin.put(
              "/credentials/" + kept.credentialId(),
              Map.of(
                  "name",
                  "kept",
                  "type",
                  "ssh_key",
                  "username",
                  own.username(),
                  "privateKey",
                  own.userKey().privateKey()));
      // then
      assertThat(changed.status()).as("%s", changed.body()).isEqualTo(200);
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !server.isAlive());
      assertThat(serverProcess()).isNotEqualTo(server.pid());
    }
  }

  /** The process of sshd that serves the connection of a command. */
  private static Long serverProcess() {
    String id =
        fleet.run(
            "fleet=kept",
            "p=$$; until grep -q sshd /proc/$p/comm; do p=$(cut -d' ' -f4 /proc/$p/stat); done;"
                + " echo $p");
    Awaitility.await().atMost(LONG).until(() -> Fleet.count(admin, id, "succeeded") == 1);
    String task = Fleet.tasks(admin, id).getFirst().path("id").asText();
    return Long.valueOf(Fleet.output(admin, id, task).strip());
  }

  @Test
  void secret_shouldNeverComeBack_whenACredentialIsRead() {
    // when
    Api.Answer credential = admin.get("/credentials/" + fleet.credentialId());
    // then
    assertThat(credential.status()).isEqualTo(200);
    assertThat(credential.body().toString()).doesNotContain("PRIVATE").doesNotContain("privateKey");
  }

  @Test
  void change_shouldReachAudit_whenItWasCommitted() {
    // given
    Api.Answer target = fleet.target("audited", "127.0.0.99", 2299, Map.of());
    Map<String, Object> moved =
        Map.of(
            "name",
            "audited",
            "host",
            "127.0.0.99",
            "port",
            2300,
            "credentialId",
            fleet.credentialId());
    // when
    assertThat(admin.put("/targets/" + target.id(), moved).status()).isEqualTo(200);
    // then
    String events = "/audit/events?resourceId=" + target.id();
    Awaitility.await().atMost(LONG).until(() -> admin.get(events).body().path("items").size() == 2);
    JsonNode told = admin.get(events).body().path("items");
    assertThat(told.path(0).path("type").asText()).isEqualTo("target.updated");
    assertThat(told.path(0).path("actor").asText()).isEqualTo("admin");
    assertThat(told.path(0).at("/data/before").toString()).isEqualTo("{\"port\":2299}");
    assertThat(told.path(0).at("/data/after").toString()).isEqualTo("{\"port\":2300}");
    assertThat(told.path(1).path("type").asText()).isEqualTo("target.created");
    assertThat(told.path(1).at("/data/after/host").asText()).isEqualTo("127.0.0.99");
  }

  private static void assertGapless(List<JsonNode> messages) {
    assertThat(messages.stream().map(m -> m.path("seq").asLong()))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, messages.size()).boxed().toList());
  }

  private static long processesWith(String mark) {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().orElse("").contains(mark))
        .count();
  }
}
