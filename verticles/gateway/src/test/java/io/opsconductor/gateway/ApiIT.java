package io.opsconductor.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.PasswordStrength;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.executions.AttemptPage;
import io.opsconductor.contracts.executions.AttemptState;
import io.opsconductor.contracts.executions.AttemptView;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionSummary;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.Idempotency;
import io.opsconductor.contracts.executions.OutputGroup;
import io.opsconductor.contracts.executions.OutputPart;
import io.opsconductor.contracts.executions.ResolveAs;
import io.opsconductor.contracts.executions.ResolveTask;
import io.opsconductor.contracts.executions.TaskError;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.executions.TaskTarget;
import io.opsconductor.contracts.executions.TaskView;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.jobs.JobView;
import io.opsconductor.contracts.jobs.OutputSpec;
import io.opsconductor.contracts.targets.ConnectionType;
import io.opsconductor.contracts.targets.HostKeyPolicy;
import io.opsconductor.contracts.targets.TargetInput;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.targets.TargetPage;
import io.opsconductor.contracts.targets.TargetView;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.testing.ServiceHarness;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiIT {
  private static final UUID KNOWN = Ids.next();
  private static final BlockingQueue<OutputSpec> LIMITS = new LinkedBlockingQueue<>();
  private static final BlockingQueue<Idempotency> KEYS = new LinkedBlockingQueue<>();
  private static TestGateway gateway;
  private static String admin;

  @BeforeAll
  static void start() {
    gateway = new TestGateway(Map.of("sign_ins_per_minute", 20), ApiIT::services);
    admin = gateway.token("admin", "*");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static void services(ServiceHarness.Builder services) {
    services
        .serves(
            AuthOperations.LOGIN,
            (request, call) -> {
              if (request.username().equals("slowed")) {
                throw new OpsException(ErrorCode.SIGN_IN_SLOWED, request.client().address())
                    .retryAfter(Duration.ofSeconds(42));
              }
              if (!request.password().reveal().equals("right")) {
                throw new OpsException(ErrorCode.BAD_CREDENTIALS, "Wrong user name or password");
              }
              return new TokenPair(new SecretText("a"), new SecretText("r"), 600, "Bearer");
            })
        .serves(
            AuthOperations.CHANGE_PASSWORD,
            (request, call) -> {
              if (!request.currentPassword().reveal().equals("right")) {
                throw new OpsException(
                    ErrorCode.WRONG_PASSWORD, "From " + request.client().address());
              }
              return Empty.INSTANCE;
            })
        .serves(AuthOperations.RENEW_PASSWORD, (request, call) -> Empty.INSTANCE)
        .serves(
            AuthOperations.JUDGE_PASSWORD, (request, call) -> new PasswordStrength(true, List.of()))
        .serves(UserOperations.RESET_PASSWORD, (request, call) -> Empty.INSTANCE)
        .serves(TargetOperations.GET, (request, call) -> target(request.id()))
        .serves(TargetOperations.CREATE, (request, call) -> created(request))
        .serves(TargetOperations.DELETE, (request, call) -> Empty.INSTANCE)
        .serves(
            TargetOperations.LIST,
            (request, call) ->
                new TargetPage(List.of(target(KNOWN)), request.page().limit() + "-next"))
        .serves(JobOperations.GET, (request, call) -> job(request.id(), 3))
        .serves(
            JobOperations.UPDATE,
            (request, call) -> {
              if (request.expectedVersion() != null && request.expectedVersion() != 3) {
                throw new OpsException(ErrorCode.VERSION_CHANGED, "Version 3 is current");
              }
              return job(request.id(), 4);
            })
        .serves(
            ExecutionOperations.START,
            (request, call) -> {
              if (request.expectedVersion() != null && request.expectedVersion() != 3) {
                throw new OpsException(ErrorCode.VERSION_CHANGED, "Version 3 is current");
              }
              if (request.output() != null) {
                LIMITS.add(request.output());
              }
              if (request.idempotency() != null) {
                KEYS.add(request.idempotency());
              }
              return execution(request.jobId());
            })
        .serves(ExecutionOperations.RESOLVE_TASK, (request, call) -> resolved(request))
        .serves(
            ExecutionOperations.LIST_ATTEMPTS,
            (request, call) -> new AttemptPage(List.of(attempt()), "next"))
        .serves(ExecutionOperations.SUMMARY, (request, call) -> summary(request.id()))
        .serves(ExecutionOperations.CANCEL, (request, call) -> execution(null))
        .serves(
            ExecutionOperations.READ_OUTPUT,
            (request, call) ->
                new OutputPart(
                    new byte[] {0, 1, (byte) 0xff},
                    request.offset() + 3,
                    request.offset() == 512 ? 77 : 0));
  }

  private static TargetView target(UUID id) {
    if (!id.equals(KNOWN)) {
      throw new OpsException(ErrorCode.NOT_FOUND, "No target " + id);
    }
    return view(id, "web-1");
  }

  private static TargetView created(TargetInput input) {
    if (input.name().equals("taken")) {
      throw new OpsException(ErrorCode.TARGET_EXISTS, "Another target is called taken");
    }
    return view(Ids.next(), input.name());
  }

  private static TargetView view(UUID id, String name) {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    return new TargetView(
        id,
        name,
        "192.0.2.1",
        22,
        ConnectionType.SSH,
        Ids.next(),
        Map.of("env", "prod"),
        HostKeyPolicy.TRUST_FIRST_USE,
        null,
        null,
        now,
        now);
  }

  private static JobView job(UUID id, int version) {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    return new JobView(
        id, version, "j", null, List.of(), null, List.of(), null, 60, now, now, "ann");
  }

  private static TaskView resolved(ResolveTask request) {
    if (request.as() != ResolveAs.RETRY) {
      throw new OpsException(ErrorCode.TASK_NOT_WAITING, "It does not wait");
    }
    TaskTarget target = new TaskTarget(KNOWN, "web-1");
    return new TaskView(
        request.taskId(),
        target,
        TaskState.PENDING,
        null,
        1,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static ExecutionSummary summary(UUID id) {
    if (!id.equals(KNOWN)) {
      throw new OpsException(ErrorCode.NOT_FOUND, "No execution " + id);
    }
    TaskTarget target = new TaskTarget(KNOWN, "web-1");
    return new ExecutionSummary(
        List.of(
            new OutputGroup(TaskState.SUCCEEDED, 0, "00ff", 3, 0, 2, List.of(target), 1, "hi\n")),
        0);
  }

  @Test
  void summary_shouldBeAnswered_whenTheCallerMayRead() {
    // given
    String reader = gateway.token("reader", "execution:read");
    // when
    HttpResponse<String> response = gateway.get("/executions/" + KNOWN + "/summary", reader);
    // then
    assertThat(response.statusCode()).isEqualTo(200);
    JsonObject group = new JsonObject(response.body()).getJsonArray("groups").getJsonObject(0);
    assertThat(group.getString("outputHash")).isEqualTo("00ff");
    assertThat(group.getInteger("moreTargets")).isEqualTo(1);
    problem(gateway.get("/executions/" + Ids.next() + "/summary", reader), 404, "not_found");
    String clerk = gateway.token("clerk", "job:read");
    problem(gateway.get("/executions/" + KNOWN + "/summary", clerk), 403, "forbidden");
  }

  @Test
  void output_shouldSayHowMuchIsNotKept_whenAPartBeginsAfterIt() {
    // given
    String path = "/executions/" + KNOWN + "/tasks/" + KNOWN + "/output?offset=";
    // when, then
    assertThat(gateway.get(path + "512", admin).headers().firstValue("Elided-Bytes"))
        .contains("77");
    assertThat(gateway.get(path + "0", admin).headers().firstValue("Elided-Bytes")).isEmpty();
  }

  @Test
  void limits_shouldBePassedOn_whenAnAdHocStartHasThem() {
    // given
    String start =
        "{\"command\":\"x\",\"targets\":{\"selector\":\"a=b\"},\"output\":{\"maxBytes\":%d}}";
    // when, then
    assertThat(gateway.post("/executions", admin, start.formatted(4096)).statusCode())
        .isEqualTo(202);
    assertThat(LIMITS.poll()).isEqualTo(new OutputSpec(4096L));
    problem(gateway.post("/executions", admin, start.formatted(10)), 400, "malformed_request");
  }

  private static AttemptView attempt() {
    TaskError error = new TaskError(ErrorClass.CONNECTION, "refused");
    return new AttemptView(
        0, 1, null, AttemptState.UNREACHABLE, null, error, 0, 0, null, null, null, null);
  }

  @Test
  void resolve_shouldAnswerTheTask_whenItWaits() {
    // given
    String path = "/executions/" + KNOWN + "/tasks/" + KNOWN + "/resolve";
    // when
    HttpResponse<String> good = gateway.post(path, admin, "{\"as\":\"retry\"}");
    // then
    assertThat(good.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(good.body()).getString("state")).isEqualTo("pending");
    problem(gateway.post(path, admin, "{\"as\":\"failed\"}"), 409, "task_not_waiting");
    String reader = gateway.token("reader", "execution:read");
    problem(gateway.post(path, reader, "{\"as\":\"retry\"}"), 403, "forbidden");
  }

  @Test
  void attempts_shouldSayWhetherTheirFailureIsRetryable_whenTheyAreListed() {
    // when
    JsonObject page =
        new JsonObject(
            gateway.get("/executions/" + KNOWN + "/tasks/" + KNOWN + "/attempts", admin).body());
    // then
    JsonObject attempt = page.getJsonArray("items").getJsonObject(0);
    assertThat(attempt.getString("state")).isEqualTo("unreachable");
    assertThat(attempt.getJsonObject("error").getString("category")).isEqualTo("connection");
    assertThat(attempt.getJsonObject("error").getBoolean("retryable")).isTrue();
  }

  private static ExecutionView execution(UUID jobId) {
    return new ExecutionView(
        KNOWN,
        ExecutionState.QUEUED,
        jobId,
        null,
        "x",
        Map.of("total", 1),
        "admin",
        null,
        Instant.now(),
        null,
        null);
  }

  private static JsonObject problem(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonObject problem = new JsonObject(response.body());
    assertThat(problem.fieldNames())
        .containsExactlyInAnyOrder(
            "type", "title", "status", "detail", "code", "requestId", "errors");
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("code")).isEqualTo(code);
    assertThat(response.headers().firstValue("X-Request-Id"))
        .contains(problem.getString("requestId"));
    return problem;
  }

  @Test
  void getTarget_shouldAnswer_whenTheCallerMayReadIt() {
    // when
    HttpResponse<String> response =
        gateway.send(
            gateway
                .request("/targets/" + KNOWN, gateway.token("reader", "target:read"))
                .header("Accept", "text/csv")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    // then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(response.body()).getString("name")).isEqualTo("web-1");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(response.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(response.headers().firstValue("X-Request-Id"))
        .contains("0af7651916cd43dd8448eb211c80319c");
  }

  @Test
  void getTarget_shouldBeRefused_whenTheCallerIsNotKnownOrMayNot() {
    String path = "/targets/" + KNOWN;
    // when, then
    HttpResponse<String> nobody = gateway.get(path, null);
    problem(nobody, 401, "unauthenticated");
    assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    problem(gateway.get(path, "garbage"), 401, "unauthenticated");
    problem(gateway.get(path, gateway.expiredToken("admin")), 401, "unauthenticated");
    problem(gateway.get(path, gateway.forgedToken("admin")), 401, "unauthenticated");
    problem(gateway.get(path, gateway.token("clerk", "job:read")), 403, "forbidden");
    problem(gateway.get("/targets/" + Ids.next(), admin), 404, "not_found");
    JsonObject malformed = problem(gateway.get("/targets/1", admin), 400, "malformed_request");
    assertThat(malformed.getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo("/path/id");
  }

  @Test
  void garbage_shouldNeverReachAuth_whenItIsNotSignedRightly() {
    // given
    int before = gateway.issued();
    // when
    for (int i = 0; i < 20; i++) {
      gateway.get("/auth/me", gateway.forgedToken("admin"));
      gateway.get("/auth/me", "a.b." + i);
    }
    // then
    assertThat(gateway.issued()).isEqualTo(before);
  }

  @Test
  void session_shouldBeAskedForOnce_whenManyRequestsCome() {
    // given
    String token = gateway.token("busy", "*");
    int before = gateway.issued();
    // when
    for (int i = 0; i < 50; i++) {
      assertThat(gateway.get("/auth/me", token).statusCode()).isEqualTo(200);
    }
    // then
    assertThat(gateway.issued() - before).isLessThanOrEqualTo(4);
  }

  @Test
  void logout_shouldEndTheSession_whenThereIsNoBody() {
    // given
    String token = gateway.token("guest", "target:read");
    JsonObject me = new JsonObject(gateway.get("/auth/me", token).body());
    assertThat(me.getString("username")).isEqualTo("guest");
    assertThat(me.getJsonArray("roles")).containsExactly("tester");
    // when
    HttpResponse<String> out =
        gateway.send(gateway.request("/auth/logout", token).POST(BodyPublishers.noBody()));
    // then
    assertThat(out.statusCode()).isEqualTo(204);
    org.awaitility.Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(5))
        .until(() -> gateway.get("/auth/me", token).statusCode() == 401);
  }

  @Test
  void createTarget_shouldSayWhere_whenItIsValid() {
    // when
    HttpResponse<String> response =
        gateway.post(
            "/targets",
            admin,
            "{\"name\":\"db-1\",\"host\":\"h\",\"credentialId\":\"" + KNOWN + "\"}");
    // then
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    String id = new JsonObject(response.body()).getString("id");
    assertThat(response.headers().firstValue("Location")).contains("/api/v1/targets/" + id);
    problem(
        gateway.post(
            "/targets",
            admin,
            "{\"name\":\"taken\",\"host\":\"h\",\"credentialId\":\"" + KNOWN + "\"}"),
        409,
        "target_exists");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/targets | {\"name\":                               | ",
        "/targets | [1]                                      | ''",
        "/targets | {\"name\":\"a\",\"host\":\"h\"}          | /credentialId",
        "/targets |"
            + " {\"name\":1,\"host\":\"h\",\"credentialId\":\"0197e2a4-7c1e-7000-8000-000000000001\"}"
            + " | /name",
        "/targets |"
            + " {\"nam\":\"a\",\"name\":\"a\",\"host\":\"h\",\"credentialId\":\"0197e2a4-7c1e-7000-8000-000000000001\"}"
            + " | /nam",
        "/targets |"
            + " {\"name\":\"a\",\"host\":\"h\",\"port\":-1,\"credentialId\":\"0197e2a4-7c1e-7000-8000-000000000001\"}"
            + " | /port",
        "/credentials | {\"name\":\"a\",\"type\":\"password\",\"username\":\"u\"} | /password",
        "/credentials | {\"name\":\"a\",\"type\":\"ssh_key\",\"username\":\"u\",\"privateKey\":5} |"
            + " /privateKey",
        "/jobs |"
            + " {\"name\":\"a\",\"steps\":[{\"name\":\"s\",\"type\":\"script\"}],\"targets\":{\"ids\":[\"0197e2a4-7c1e-7000-8000-000000000001\"]}}"
            + " | /steps/0/script",
        "/jobs |"
            + " {\"name\":\"a\",\"steps\":[{\"name\":\"s\",\"type\":\"command\",\"command\":\"x\"}],\"targets\":{}}"
            + " | /targets/ids",
        "/executions | {\"command\":\"x\",\"script\":\"y\",\"targets\":{\"selector\":\"a=b\"}} |"
            + " /script",
        "/executions/0197e2a4-7c1e-7000-8000-000000000001/rerun | {\"only\":\"some\"} | /only",
        "/executions/0197e2a4-7c1e-7000-8000-000000000001/tasks/0197e2a4-7c1e-7000-8000-000000000001/resolve"
            + " | {\"as\":\"maybe\"} | /as",
        "/executions/0197e2a4-7c1e-7000-8000-000000000001/tasks/0197e2a4-7c1e-7000-8000-000000000001/resolve"
            + " | {} | /as",
        "/jobs |"
            + " {\"name\":\"a\",\"steps\":[{\"name\":\"s\",\"type\":\"command\",\"command\":\"x\",\"onLost\":\"hope\"}],\"targets\":{\"selector\":\"a=b\"}}"
            + " | /steps/0/onLost",
        "/jobs |"
            + " {\"name\":\"a\",\"steps\":[{\"name\":\"s\",\"type\":\"command\",\"command\":\"x\",\"retry\":{\"attempts\":11}}],\"targets\":{\"selector\":\"a=b\"}}"
            + " | /steps/0/retry/attempts",
      })
  void post_shouldPointAtTheMistake_whenTheBodyIsAgainstTheContract(
      String path, String body, String pointer) {
    // when
    JsonObject problem = problem(gateway.post(path, admin, body), 400, "malformed_request");
    // then
    if (pointer != null) {
      assertThat(
              problem.getJsonArray("errors").stream()
                  .map(e -> ((JsonObject) e).getString("pointer")))
          .as(problem.encodePrettily())
          .containsExactly(pointer);
    }
  }

  @Test
  void list_shouldRefuse_whenParametersAreBad() {
    for (String query :
        List.of(
            "limit=-1",
            "limit=0",
            "limit=x",
            "limit=1&limit=2",
            "limit=2147483648",
            "limit=99999999999999999999",
            "cursor=",
            "selecter=a")) {
      // when, then
      problem(gateway.get("/targets?" + query, admin), 400, "malformed_request");
    }
    JsonObject page = new JsonObject(gateway.get("/targets?limit=2147483647", admin).body());
    assertThat(page.getString("nextCursor")).isEqualTo("500-next");
    assertThat(page.getJsonArray("items")).hasSize(1);
  }

  @Test
  void request_shouldBeAProblem_whenTheRouteDoesNotFit() {
    // when, then
    problem(gateway.get("/nothing", admin), 404, "no_such_route");
    problem(gateway.get("//elsewhere", null), 404, "no_such_route");
    HttpResponse<String> wrong =
        gateway.send(
            gateway.request("/targets/" + KNOWN, admin).method("PATCH", BodyPublishers.noBody()));
    problem(wrong, 405, "method_not_allowed");
    assertThat(wrong.headers().firstValue("Allow")).contains("DELETE, GET, HEAD, PUT");
    problem(
        gateway.send(
            gateway
                .request("/targets", admin)
                .header("Content-Type", "text/xml")
                .POST(BodyPublishers.ofString("<a/>"))),
        415,
        "unsupported_media_type");
    problem(gateway.post("/targets", admin, "x".repeat(3 << 20)), 413, "body_too_large");
    problem(gateway.get("/stream", admin), 426, "upgrade_required");
    problem(gateway.get("/targets?cursor=" + "x".repeat(9000), admin), 414, "uri_too_long");
    problem(
        gateway.send(gateway.request("/targets", admin).header("X-Long", "x".repeat(20_000))),
        431,
        "headers_too_large");
    problem(gateway.get("/users", admin), 503, "service_unavailable");
  }

  @Test
  void head_shouldAnswerAsGet_whenAsked() {
    // when
    HttpResponse<String> response =
        gateway.send(gateway.request("/targets/" + KNOWN, admin).HEAD());
    // then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void updateJob_shouldCheckTheVersion_whenItIsEdited() {
    // given
    String job =
        "{\"name\":\"a\",\"steps\":[{\"name\":\"s\",\"type\":\"command\",\"command\":\"x\"}],"
            + "\"targets\":{\"selector\":\"a=b\"}}";
    HttpResponse<String> got = gateway.get("/jobs/" + KNOWN, admin);
    assertThat(got.headers().firstValue("ETag")).contains("\"3\"");
    // when, then
    problem(put(job, null), 428, "precondition_required");
    problem(put(job, "\"2\""), 412, "version_changed");
    problem(put(job, "two"), 400, "malformed_request");
    HttpResponse<String> saved = put(job, "\"3\"");
    assertThat(saved.statusCode()).isEqualTo(200);
    assertThat(saved.headers().firstValue("ETag")).contains("\"4\"");
    assertThat(put(job, "*").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> put(String job, String tag) {
    var request = gateway.request("/jobs/" + KNOWN, admin).PUT(BodyPublishers.ofString(job));
    return gateway.send(tag == null ? request : request.header("If-Match", tag));
  }

  @Test
  void startJob_shouldCheckTheVersion_whenOneIsMeant() {
    assertThat(run(null).statusCode()).isEqualTo(202);
    assertThat(run("\"3\"").statusCode()).isEqualTo(202);
    assertThat(run("*").statusCode()).isEqualTo(202);
    problem(run("\"2\""), 412, "version_changed");
    problem(run("3"), 400, "malformed_request");
  }

  private static HttpResponse<String> run(String tag) {
    var request =
        gateway.request("/jobs/" + KNOWN + "/executions", admin).POST(BodyPublishers.noBody());
    return gateway.send(tag == null ? request : request.header("If-Match", tag));
  }

  @Test
  void startJob_shouldBeAccepted_whenTheKeyIsGiven() {
    // given
    KEYS.clear();
    String path = "/jobs/" + KNOWN + "/executions";
    // when
    HttpResponse<String> plain =
        gateway.send(gateway.request(path, admin).POST(BodyPublishers.noBody()));
    // then
    assertThat(plain.statusCode()).as(plain.body()).isEqualTo(202);
    assertThat(plain.headers().firstValue("Location")).contains("/api/v1/executions/" + KNOWN);
    start(path, "{\"parameters\":{\"a\":1,\"b\":\"x\"}}");
    start(path, "{ \"parameters\": {\"b\":\"x\", \"a\":1} }");
    start(path, "{\"parameters\":{\"a\":2,\"b\":\"x\"}}");
    List<String> hashes = KEYS.stream().map(Idempotency::bodyHash).toList();
    assertThat(hashes).hasSize(3);
    assertThat(hashes.get(0)).isEqualTo(hashes.get(1)).isNotEqualTo(hashes.get(2));
    problem(
        gateway.send(
            gateway
                .request(path, admin)
                .header("Idempotency-Key", "x".repeat(256))
                .POST(BodyPublishers.noBody())),
        400,
        "malformed_request");
  }

  private static void start(String path, String body) {
    HttpResponse<String> response =
        gateway.send(
            gateway
                .request(path, admin)
                .header("Idempotency-Key", "k-1")
                .POST(BodyPublishers.ofString(body)));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
  }

  @Test
  void output_shouldBeBytes_whenItIsRead() throws Exception {
    // given
    var request =
        gateway.request("/executions/" + KNOWN + "/tasks/" + KNOWN + "/output?offset=5", admin);
    // when
    HttpResponse<byte[]> response;
    try (var http = java.net.http.HttpClient.newHttpClient()) {
      response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
    // then
    assertThat(response.body()).containsExactly(0, 1, 0xff);
    assertThat(response.headers().firstValue("Next-Offset")).contains("8");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/octet-stream");
  }

  @Test
  void listNodes_shouldShowThisNode_whenAsked() {
    // when
    JsonObject nodes = new JsonObject(gateway.get("/cluster/nodes", admin).body());
    // then
    JsonObject node = nodes.getJsonArray("items").getJsonObject(0);
    assertThat(node.getString("state")).isEqualTo("ready");
    assertThat(node.getJsonArray("groups").stream().map(g -> ((JsonObject) g).getString("name")))
        .contains("gateway", "targets");
    assertThat(nodes.getString("answeredBy")).isEqualTo(node.getString("id"));
    problem(
        gateway.send(
            gateway.request("/cluster/nodes/elsewhere/drain", admin).POST(BodyPublishers.noBody())),
        404,
        "not_found");
  }

  @Test
  void login_shouldBeLimited_whenItIsTriedTooOften() {
    // given
    try (TestGateway strict = new TestGateway(Map.of("sign_ins_per_minute", 3), ApiIT::services)) {
      String right = "{\"username\":\"a\",\"password\":\"right\"}";
      JsonObject tokens = new JsonObject(strict.post("/auth/login", null, right).body());
      assertThat(tokens.getString("tokenType")).isEqualTo("Bearer");
      String wrong = "{\"username\":\"a\",\"password\":\"wrong\"}";
      problem(strict.post("/auth/login", null, wrong), 401, "bad_credentials");
      strict.post("/auth/login", null, wrong);
      // when
      long begun = System.nanoTime();
      HttpResponse<String> refused = strict.post("/auth/login", null, right);
      // then: later than it could be, to slow down who does not
      assertThat(System.nanoTime() - begun).isGreaterThan(Duration.ofMillis(900).toNanos());
      problem(refused, 429, "too_many_requests");
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }
  }

  @Test
  void login_shouldTellWhenToComeAgain_whenAuthSlowsTheAddressDown() {
    // when
    HttpResponse<String> refused =
        gateway.post("/auth/login", null, "{\"username\":\"slowed\",\"password\":\"x\"}");
    // then
    problem(refused, 429, "sign_in_slowed");
    assertThat(refused.headers().firstValue("Retry-After")).contains("42");
    assertThat(new JsonObject(refused.body()).getString("detail")).isEqualTo("127.0.0.1");
  }

  @Test
  void password_shouldBeChangedRenewedResetAndJudged_whenTheRequestIsRight() {
    // given
    String token = gateway.token("ann", "user:write");
    String renewal = "{\"username\":\"ann\",\"currentPassword\":\"right\",\"newPassword\":\"n\"}";
    String user = "/users/0197e2a4-7c1e-7000-8000-000000000001/password";
    // when, then
    assertThat(gateway.post("/auth/password", token, change("right")).statusCode()).isEqualTo(204);
    HttpResponse<String> wrong = gateway.post("/auth/password", token, change("wrong"));
    problem(wrong, 422, "wrong_password");
    assertThat(wrong.body()).contains("From 127.0.0.1");
    assertThat(gateway.post("/auth/password/renew", null, renewal).statusCode()).isEqualTo(204);
    assertThat(gateway.post(user, token, "{\"password\":\"p\"}").statusCode()).isEqualTo(204);
    HttpResponse<String> strength =
        gateway.post("/auth/password/strength", token, "{\"password\":\"p\"}");
    assertThat(strength.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(strength.body()).getBoolean("accepted")).isTrue();
  }

  @Test
  void password_shouldBeRefused_whenNobodyIsSignedInOrMayNot() {
    // given
    String viewer = gateway.token("vic", "user:read");
    String user = "/users/0197e2a4-7c1e-7000-8000-000000000001/password";
    // when, then
    problem(gateway.post("/auth/password", null, change("right")), 401, "unauthenticated");
    problem(
        gateway.post("/auth/password/strength", null, "{\"password\":\"p\"}"),
        401,
        "unauthenticated");
    problem(gateway.post(user, viewer, "{\"password\":\"p\"}"), 403, "forbidden");
  }

  private static String change(String current) {
    return "{\"currentPassword\":\"" + current + "\",\"newPassword\":\"another\"}";
  }
}
