package io.opsconductor.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.testkit.SshKeyFile;
import io.opsconductor.testkit.TestSshd;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people, programs and hosts get wrong, and what they are told. One node for all. */
@Execution(ExecutionMode.CONCURRENT)
class BadInputIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int TOKEN_SECONDS = 20;
  private static final String NOBODY = "0197e2a4-7c1e-7000-8000-000000000001";

  @TempDir static Path directory;
  private static TestSshd sshd;
  private static Node node;
  private static Api admin;
  private static Fleet fleet;
  private static String oldToken;

  @BeforeAll
  static void start() {
    sshd = TestSshd.start(3);
    node =
        Node.start(
            directory.resolve("data"),
            Map.of(
                "OPSCONDUCTOR_AUTH_ACCESS_TOKEN_SECONDS", Integer.toString(TOKEN_SECONDS),
                "OPSCONDUCTOR_TARGETS_TEST_CONNECT_TIMEOUT_MS", "5000",
                "OPSCONDUCTOR_WORKERS_CONNECT_TIMEOUT_SECONDS", "5",
                "OPSCONDUCTOR_WORKERS_KILL_GRACE_SECONDS", "1"));
    oldToken = Api.login(node.url(), "admin", Node.PASSWORD).token();
    admin = user("admin", Node.PASSWORD);
    fleet = new Fleet(admin, sshd, "bad", 2);
  }

  @AfterAll
  static void stop() {
    int exit = node.terminate();
    sshd.close();
    assertThat(exit).isZero();
    assertThat(node.errors()).isEmpty();
  }

  private static Api user(String username, String password) {
    return Api.renewing(
        node.url(), username, password, Duration.ofSeconds(TOKEN_SECONDS).dividedBy(2));
  }

  private static Api userWith(String username, String... roles) {
    Api.Answer created =
        admin.post(
            "/users",
            Map.of("username", username, "password", Node.PASSWORD, "roles", List.of(roles)));
    assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
    return user(username, Node.PASSWORD);
  }

  private static void assertProblem(Api.Answer answer, int status, String code) {
    String body = new String(answer.response().body(), StandardCharsets.UTF_8);
    assertThat(answer.status()).as(body).isEqualTo(status);
    assertThat(answer.isProblem()).as(body).isTrue();
    assertThat(answer.code()).as(body).isEqualTo(code);
    assertThat(body)
        .doesNotContain("Exception")
        .doesNotContain("io.opsconductor")
        .doesNotContain("\\tat ");
  }

  private static Api.Answer posted(String path, String body) {
    return admin.send("POST", path, body.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  // --- What a request looks like

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/targets | {\"name\":",
        "/targets | not json",
        "/targets | []",
        "/targets | ''",
        "/jobs | {\"name\":\"x\",\"name\":\"y\"}",
        "/jobs | {\"name\":\"\\u0000\"}",
        "/auth/login | {\"username\":\"admin\"}",
      })
  void post_shouldBeRefused_whenTheBodyIsMalformed(String path, String body) {
    assertProblem(posted(path, body), 400, "malformed_request");
  }

  @Test
  void post_shouldNameTheField_whenItIsUnknown() {
    // when
    Api.Answer answer =
        posted(
            "/targets",
            "{\"name\":\"u\",\"host\":\"h\",\"credentialId\":\"" + NOBODY + "\",\"colour\":1}");
    // then
    assertProblem(answer, 400, "malformed_request");
    assertThat(answer.mistakeAt("/colour")).as("%s", answer.body()).isNotEmpty();
  }

  @Test
  void post_shouldNameTheField_whenItsTypeIsWrong() {
    // when
    Api.Answer answer =
        posted(
            "/targets",
            "{\"name\":\"u\",\"host\":\"h\",\"port\":\"22\",\"credentialId\":\"" + NOBODY + "\"}");
    // then
    assertProblem(answer, 400, "malformed_request");
    assertThat(answer.mistakeAt("/port")).as("%s", answer.body()).isNotEmpty();
  }

  @Test
  void post_shouldBeRefused_whenTheBodyIsTooLarge() {
    // given
    String command = "x".repeat(3 << 20);
    // when, then
    assertProblem(
        posted("/executions", "{\"command\":\"" + command + "\"}"), 413, "body_too_large");
  }

  @Test
  void post_shouldBeRefused_whenItIsNotJsonByItsType() {
    assertProblem(
        admin.send(
            "POST",
            "/targets",
            "a=b".getBytes(StandardCharsets.UTF_8),
            Map.of("Content-Type", "application/x-www-form-urlencoded")),
        415,
        "unsupported_media_type");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing, 404, no_such_route",
    "DELETE, /executions, 405, method_not_allowed",
    "GET, /targets?limit=-1, 400, malformed_request",
    "GET, /users?limit=99999999999999999999, 400, malformed_request",
    "GET, /users?team=web, 400, malformed_request",
    "GET, /grants?effect=maybe, 400, malformed_request",
    "GET, /roles?builtIn=yes, 400, malformed_request",
    "GET, /targets?cursor=abc, 400, bad_cursor",
    "GET, /targets/not-an-id, 400, malformed_request",
  })
  void request_shouldBeRefused_whenItsPathOrQueryIsWrong(
      String method, String path, int status, String code) {
    assertProblem(admin.send(method, path, null, Map.of()), status, code);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /targets/",
    "GET, /credentials/",
    "GET, /jobs/",
    "GET, /users/",
    "GET, /executions/",
    "DELETE, /targets/",
    "DELETE, /credentials/",
    "DELETE, /jobs/",
  })
  void request_shouldBeNotFound_whenTheIdIsUnknown(String method, String path) {
    assertProblem(admin.send(method, path + NOBODY, null, Map.of()), 404, "not_found");
  }

  @ParameterizedTest
  @CsvSource({"/cancel", "/rerun"})
  void action_shouldBeNotFound_whenTheExecutionIsUnknown(String action) {
    assertProblem(admin.post("/executions/" + NOBODY + action, null), 404, "not_found");
  }

  // --- Selectors, parameters, repeated requests

  @Test
  void preferences_shouldSayWhatIsWrong_whenTheyAreUnknownUnversionedStaleOrNone() {
    // given
    Api.Answer before = admin.get("/me/preferences");
    String tag = before.response().headers().firstValue("ETag").orElseThrow();
    // when, then
    assertProblem(preferences("{\"theme\":\"dark\"}", null), 428, "precondition_required");
    assertProblem(preferences("{\"colour\":\"red\"}", tag), 400, "malformed_request");
    assertThat(preferences("{\"colour\":\"red\"}", tag).mistakeAt("/colour")).isNotEmpty();
    assertThat(preferences("{\"timeZone\":\"Mars/Olympus\"}", tag).mistakeAt("/timeZone"))
        .isNotEmpty();
    Api.Answer changed = preferences("{\"theme\":\"dark\",\"pageSize\":100}", tag);
    assertThat(changed.status()).as("%s", changed.body()).isEqualTo(200);
    assertThat(changed.body().path("pageSize").asInt()).isEqualTo(100);
    assertThat(changed.body().path("timeZone").asText()).isEqualTo("auto");
    assertProblem(preferences("{\"theme\":\"light\"}", tag), 412, "stale_version");
    assertThat(admin.get("/me/preferences").body()).isEqualTo(changed.body());
  }

  @Test
  void delete_shouldBeRefused_whenTheVersionIsAnotherByNow() {
    // given
    String team = admin.post("/teams", Map.of("name", "Passing")).id();
    Map<String, String> first = Map.of("Content-Type", "application/json", "If-Match", "\"1\"");
    byte[] change = "{\"description\":\"of passage\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(admin.send("PATCH", "/teams/" + team, change, first).status()).isEqualTo(200);
    // when, then
    assertProblem(admin.send("DELETE", "/teams/" + team, null, first), 412, "stale_version");
    assertProblem(
        admin.send("DELETE", "/teams/" + team, null, Map.of("If-Match", "two")),
        400,
        "malformed_request");
    assertThat(admin.send("DELETE", "/teams/" + team, null, Map.of("If-Match", "\"2\"")).status())
        .isEqualTo(204);
  }

  private static Api.Answer preferences(String json, String version) {
    return admin.send(
        "PATCH",
        "/me/preferences",
        json.getBytes(StandardCharsets.UTF_8),
        version == null
            ? Map.of("Content-Type", "application/json")
            : Map.of("Content-Type", "application/json", "If-Match", version));
  }

  @Test
  void execution_shouldTellWhere_whenTheSelectorDoesNotParse() {
    // when
    Api.Answer answer = selected("fleet=bad and (role=");
    // then
    assertProblem(answer, 422, "bad_selector");
    assertThat(answer.body().toString()).containsPattern("20|21|position|column|end");
  }

  @Test
  void execution_shouldBeRefused_whenTheSelectorMatchesNothing() {
    assertProblem(selected("fleet=none"), 422, "no_target_matches");
  }

  @Test
  void execution_shouldBeRefused_whenATargetIsUnknown() {
    assertProblem(
        admin.post(
            "/executions", Map.of("command", "true", "targets", Map.of("ids", List.of(NOBODY)))),
        422,
        "unknown_target");
  }

  private static Api.Answer selected(String selector) {
    return admin.post(
        "/executions", Map.of("command", "true", "targets", Map.of("selector", selector)));
  }

  @Test
  void job_shouldNameTheParameter_whenItIsMissing() {
    // given
    String job = job("greets", Map.of("command", "echo $WHO"), "fleet=bad");
    // when
    Api.Answer answer = admin.post("/jobs/" + job + "/executions", Map.of());
    Api.Answer wrong =
        admin.post("/jobs/" + job + "/executions", Map.of("parameters", Map.of("WHO", 3)));
    // then
    assertProblem(answer, 422, "bad_parameters");
    assertThat(answer.mistakeAt("/parameters/WHO")).as("%s", answer.body()).contains("required");
    assertProblem(wrong, 422, "bad_parameters");
    assertThat(wrong.mistakeAt("/parameters/WHO")).as("%s", wrong.body()).contains("text");
  }

  private static String job(String name, Map<String, ?> step, String selector) {
    Map<String, Object> first = new HashMap<>(Map.of("name", "first", "type", "command"));
    first.putAll(step);
    Api.Answer created =
        admin.post(
            "/jobs",
            Map.of(
                "name",
                name,
                "steps",
                List.of(first),
                "targets",
                Map.of("selector", selector),
                "parameters",
                step.toString().contains("$WHO")
                    ? List.of(Map.of("name", "WHO", "type", "string", "required", true))
                    : List.of()));
    assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
    return created.id();
  }

  @Test
  void execution_shouldBeTheSame_whenTheRequestIsRepeatedUnderItsKey() {
    // given
    Map<String, String> key = Map.of("Idempotency-Key", "key-" + UUID.randomUUID());
    Map<String, ?> body = Map.of("command", "true", "targets", Map.of("selector", "name=bad-1"));
    Map<String, ?> other = Map.of("command", "false", "targets", Map.of("selector", "name=bad-1"));
    // when
    Api.Answer first = admin.post("/executions", body, key);
    Api.Answer again = admin.post("/executions", body, key);
    Api.Answer another = admin.post("/executions", other, key);
    // then
    assertThat(first.status()).isEqualTo(202);
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.response().headers().firstValue("Location"))
        .isPresent()
        .isEqualTo(first.response().headers().firstValue("Location"));
    assertProblem(another, 422, "idempotency_key_reused");
  }

  // --- Who asks

  @Test
  void request_shouldBeUnauthenticated_whenThereIsNoToken() {
    assertProblem(Api.anonymous(node.url()).get("/targets"), 401, "unauthenticated");
    assertProblem(
        Api.anonymous(node.url())
            .post("/auth/login", Map.of("username", "admin", "password", "wrong")),
        401,
        "bad_credentials");
  }

  @Test
  void request_shouldBeUnauthenticated_whenTheTokenIsForged() {
    // given
    String real = admin.token();
    String keyId = admin.get("/auth/jwks").body().path("keys").path(0).path("kid").asText();
    Forger forger = new Forger();
    List<String> forged =
        List.of(
            forger.sign(real, keyId),
            forger.sign(real, "mine"),
            Forger.unsigned(real, keyId),
            real.substring(0, real.lastIndexOf('.') + 1),
            "x.y.z",
            "x".repeat(9000));
    // when, then
    assertThat(keyId).isNotEmpty();
    for (String token : forged) {
      assertProblem(admin.withToken(token).get("/targets"), 401, "unauthenticated");
      assertThat(LiveStream.refusal(node.url(), token)).isEqualTo(401);
    }
  }

  @Test
  void request_shouldBeUnauthenticated_whenTheTokenIsExpired() {
    // given
    Api old = admin.withToken(oldToken);
    // when
    Awaitility.await()
        .atMost(Duration.ofSeconds(TOKEN_SECONDS + 5))
        .until(() -> old.get("/auth/me").status() != 200);
    // then
    assertProblem(old.get("/targets"), 401, "unauthenticated");
    assertThat(LiveStream.refusal(node.url(), oldToken)).isEqualTo(401);
  }

  @Test
  void request_shouldBeForbidden_whenTheRoleIsTooSmall() {
    // given
    Api viewer = userWith("viewer", "viewer");
    Api operator = userWith("operator", "operator");
    Map<String, ?> run = Map.of("command", "true", "targets", Map.of("selector", "fleet=bad"));
    Map<String, ?> newUser =
        Map.of("username", "eve", "password", Node.PASSWORD, "roles", List.of("admin"));
    // when, then
    assertProblem(viewer.post("/executions", run), 403, "forbidden");
    assertProblem(viewer.post("/users", newUser), 403, "forbidden");
    assertProblem(operator.post("/users", newUser), 403, "forbidden");
    assertProblem(operator.delete("/targets/" + fleet.targetIds().getFirst()), 403, "forbidden");
    assertProblem(operator.get("/audit/events"), 403, "forbidden");
    assertThat(viewer.get("/targets").status()).isEqualTo(200);
  }

  // --- Streams

  @Test
  void stream_shouldTellAndGoOn_whenAFrameIsWrong() {
    String execution = fleet.run("name=bad-1", "echo seen");
    try (LiveStream stream = LiveStream.open(admin)) {
      // when
      stream.send("this is not JSON");
      JsonNode notJson = stream.awaitError("", LONG);
      stream.subscribe("unknown", NOBODY, 0);
      JsonNode unknown = stream.awaitError("unknown", LONG);
      stream.subscribe("negative", execution, -1);
      JsonNode negative = stream.awaitError("negative", LONG);
      stream.subscribe("ok", execution, 0);
      List<JsonNode> messages = stream.awaitEnd("ok", LONG);
      // then
      assertThat(notJson.path("code").asText()).isEqualTo("malformed_request");
      assertThat(unknown.path("code").asText()).isEqualTo("not_found");
      assertThat(negative.path("code").asText()).isEqualTo("malformed_request");
      assertThat(messages.getLast().path("state").asText()).isEqualTo("succeeded");
    }
  }

  @Test
  void stream_shouldRefuse_whenTheExecutionMayNotBeSeen() {
    // given
    Api outsider = userWith("outsider");
    String execution = fleet.run("name=bad-1", "echo hidden");
    // when
    try (LiveStream stream = LiveStream.open(outsider)) {
      stream.subscribe("x", execution, 0);
      // then
      assertThat(stream.awaitError("x", LONG).path("code").asText()).isEqualTo("forbidden");
      assertThat(stream.messages()).noneMatch(m -> m.toString().contains("hidden"));
    }
    assertProblem(outsider.get("/executions/" + execution), 403, "forbidden");
  }

  // --- Hosts

  @Test
  void target_shouldNotLetIn_whenTheKeyIsWrong() {
    // given
    SshKeyFile wrong = SshKeyFile.generate(directory, "wrong", "ed25519", "");
    String credential =
        admin
            .post(
                "/credentials",
                Map.of(
                    "name",
                    "wrong",
                    "type",
                    "ssh_key",
                    "username",
                    sshd.username(),
                    "privateKey",
                    wrong.privateKey()))
            .id();
    String target = target("wrong-key", "127.0.0.3", sshd.port(), credential);
    // when
    JsonNode test = admin.post("/targets/" + target + "/test", null).body();
    JsonNode task = ranOn(target, "true");
    // then
    assertThat(test.path("ok").asBoolean(true)).isFalse();
    assertThat(test.path("category").asText()).isEqualTo("authentication");
    assertThat(task.path("state").asText()).isEqualTo("unreachable");
    assertThat(task.path("error").path("category").asText()).isEqualTo("authentication");
  }

  @Test
  void target_shouldBeRefused_whenNothingListens() throws IOException {
    // given
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    String target = target("refused", "127.0.0.1", free, fleet.credentialId());
    // when
    JsonNode test = admin.post("/targets/" + target + "/test", null).body();
    JsonNode task = ranOn(target, "true");
    // then
    assertThat(test.path("category").asText()).isEqualTo("refused");
    assertThat(task.path("state").asText()).isEqualTo("unreachable");
    assertThat(task.path("error").path("category").asText()).isEqualTo("connection");
    assertThat(task.path("error").path("message").asText()).startsWith("refused");
  }

  @Test
  void target_shouldTimeOut_whenNothingAnswers() {
    try (SilentPort silent = new SilentPort("127.0.0.4")) {
      // given
      String target = target("silent", "127.0.0.4", silent.number(), fleet.credentialId());
      // when
      JsonNode test = admin.post("/targets/" + target + "/test", null).body();
      JsonNode task = ranOn(target, "true");
      // then
      assertThat(test.path("category").asText()).isEqualTo("connect_timeout");
      assertThat(task.path("state").asText()).isEqualTo("unreachable");
      assertThat(task.path("error").path("message").asText()).startsWith("connect_timeout");
    }
  }

  @Test
  void target_shouldBeRefusedUntilAccepted_whenItsHostKeyChanged() {
    try (TestSshd other = TestSshd.start()) {
      // given
      other.authorize(sshd.userKey().publicKey());
      String target = target("rekeyed", "127.0.0.1", other.port(), fleet.credentialId());
      JsonNode first = admin.post("/targets/" + target + "/test", null).body();
      other.rotateHostKeys();
      other.restart();
      // when
      JsonNode changed = admin.post("/targets/" + target + "/test", null).body();
      JsonNode refused = ranOn(target, "true");
      Api.Answer accepted =
          admin.put(
              "/targets/" + target + "/host-key",
              Map.of("hostKey", changed.path("hostKey").asText()));
      JsonNode after = admin.post("/targets/" + target + "/test", null).body();
      JsonNode ran = ranOn(target, "true");
      // then
      assertThat(first.path("category").asText()).as("%s", first).isEqualTo("ok");
      assertThat(changed.path("ok").asBoolean(true)).isFalse();
      assertThat(changed.path("category").asText()).isEqualTo("host_key_changed");
      assertThat(changed.path("hostKey")).isNotEqualTo(first.path("hostKey"));
      assertThat(refused.path("state").asText()).isEqualTo("unreachable");
      assertThat(refused.path("error").path("category").asText()).isEqualTo("host_key");
      assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(200);
      assertThat(after.path("category").asText()).as("%s", after).isEqualTo("ok");
      assertThat(ran.path("state").asText()).as("%s", ran).isEqualTo("succeeded");
    }
  }

  private static String target(String name, String host, int port, String credential) {
    Api.Answer created =
        admin.post(
            "/targets",
            Map.of("name", name, "host", host, "port", port, "credentialId", credential));
    assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
    return created.id();
  }

  private static JsonNode ranOn(String target, String command) {
    String execution =
        Fleet.start(admin, Map.of("command", command, "targets", Map.of("ids", List.of(target))));
    Fleet.awaitFinal(admin, execution, LONG);
    return Fleet.tasks(admin, execution).getFirst();
  }

  // --- Commands

  @Test
  void task_shouldFailWith127_whenTheCommandDoesNotExist() {
    // when
    JsonNode task = ranOn(fleet.targetIds().getFirst(), "opsconductor-no-such-command");
    // then
    assertThat(task.path("state").asText()).isEqualTo("failed");
    assertThat(task.path("exitCode").asInt()).isEqualTo(127);
  }

  @Test
  void task_shouldTimeOutAndLeaveNothing_whenACommandNeverEnds() {
    // given
    String mark = "opsc-endless-" + System.nanoTime();
    String job =
        job(
            "endless",
            Map.of(
                "command",
                "sh -c 'trap \"\" TERM; while :; do sleep 0.2; done' " + mark + " & wait",
                "timeoutSeconds",
                2),
            "name=bad-2");
    // when
    Api.Answer started = admin.post("/jobs/" + job + "/executions", null);
    Awaitility.await().atMost(LONG).until(() -> processesWith(mark) > 0);
    String state = Fleet.awaitFinal(admin, started.id(), LONG);
    // then
    JsonNode task = Fleet.tasks(admin, started.id()).getFirst();
    assertThat(state).isEqualTo("failed");
    assertThat(task.path("state").asText()).isEqualTo("timed_out");
    assertThat(task.path("error").path("category").asText()).isEqualTo("timeout");
    assertThat(processesWith(mark)).isZero();
  }

  private static long processesWith(String mark) {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().orElse("").contains(mark))
        .count();
  }
}
