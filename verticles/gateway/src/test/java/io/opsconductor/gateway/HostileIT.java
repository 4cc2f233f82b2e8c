package io.opsconductor.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.StartExecution;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.targets.TargetPage;
import io.opsconductor.platform.context.SigningKey;
import io.opsconductor.platform.testing.ServiceHarness;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody sends by mistake: each gets a problem of the 4xx, and the gateway goes on. */
class HostileIT {
  private static final String ID = "0197e2a4-7c1e-7000-8000-000000000001";
  private static final Map<String, ExecutionView> STARTED = new ConcurrentHashMap<>();
  private static final Map<String, String> HASHES = new ConcurrentHashMap<>();
  private static TestGateway gateway;
  private static String admin;

  @BeforeAll
  static void start() {
    gateway =
        new TestGateway(
            Map.of("trust_forwarded", true, "sign_ins_per_minute", 2, "max_body_bytes", 4096),
            HostileIT::services);
    admin = gateway.token("admin", "*");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static void services(ServiceHarness.Builder services) {
    services
        .serves(TargetOperations.LIST, (request, call) -> new TargetPage(List.of(), null))
        .serves(
            TargetOperations.DELETE,
            (request, call) -> {
              throw new IllegalStateException("jdbc:internals at line 1");
            })
        .serves(ExecutionOperations.START, (request, call) -> started(request));
  }

  /** As executions does it. */
  private static ExecutionView started(StartExecution request) {
    String key = request.idempotency().key();
    String hash = request.idempotency().bodyHash();
    if (!hash.equals(HASHES.computeIfAbsent(key, first -> hash))) {
      throw new OpsException(ErrorCode.IDEMPOTENCY_KEY_REUSED, "Another body was sent before");
    }
    return STARTED.computeIfAbsent(key, first -> view());
  }

  private static ExecutionView view() {
    return new ExecutionView(
        Ids.next(),
        ExecutionState.QUEUED,
        null,
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
    assertThat(problem.getString("code")).isEqualTo(code);
    assertThat(response.body()).doesNotContain("Exception", "\\tat ", "jdbc");
    return problem;
  }

  private static void problem(String answer, int status) {
    assertThat(answer)
        .containsPattern("^HTTP/1\\.[01] " + status + " ")
        .contains("application/problem+json");
    assertThat(answer).doesNotContain("Exception", "\\tat ");
  }

  private static String raw(String request) {
    return RawConnection.exchange(gateway.port(), request);
  }

  private static String head(String line, String... headers) {
    StringBuilder head = new StringBuilder(line + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  private static String bearer() {
    return "Authorization: Bearer " + admin;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "   ",
        "\"text\"",
        "[[]]",
        "{\"name\":\"a\"",
        "{\"name\":\"a\",\"host\":\"h\",\"credentialId\":\"" + ID + "\"} trailing",
        "{\"name\":\"a\",\"host\":\"h\",\"credentialId\":\"" + ID + "\"}{}",
        "{\"name\":\"a\",\"name\":\"b\",\"host\":\"h\",\"credentialId\":\"" + ID + "\"}",
        "{\"name\":\"a\",\"host\":\"h\",\"tags\":{\"k\":\"1\",\"k\":\"2\"},\"credentialId\":\""
            + ID
            + "\"}",
        "{\"name\":\"\\u0000\",\"host\":\"h\",\"credentialId\":\"" + ID + "\"}",
        "{\"name\":\"a\",\"host\":\"\\ud800\",\"credentialId\":\"" + ID + "\"}",
        "{\"name\":\"a\",\"host\":\"h\",\"port\":1e999,\"credentialId\":\"" + ID + "\"}",
        "{\"name\":\"a\",\"host\":\"h\",\"port\":22.5,\"credentialId\":\"" + ID + "\"}",
        "{\"name\":\"a\",\"host\":\"h\",\"port\":\"22\",\"credentialId\":\"" + ID + "\"}",
        "{\"name\":\"a\",\"host\":\"h\",\"port\":99999999999999999999999,\"credentialId\":\""
            + ID
            + "\"}",
        "{\"name\":\"a\",\"host\":\"h\",\"port\":null,\"credentialId\":\"" + ID + "\"}",
        "{\"name\":\"a\",\"host\":\"h\",\"__proto__\":{},\"credentialId\":\"" + ID + "\"}",
      })
  void createTarget_shouldBeMalformed_whenTheBodyIs(String body) {
    // when, then
    problem(gateway.post("/targets", admin, body), 400, "malformed_request");
  }

  @Test
  void createTarget_shouldBeMalformed_whenTheBytesAreNoText() {
    for (byte[] body :
        List.of(
            "[".repeat(4000).getBytes(StandardCharsets.US_ASCII),
            new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'},
            new byte[] {0, 0, 0, 0})) {
      // when, then
      problem(
          gateway.send(gateway.request("/targets", admin).POST(BodyPublishers.ofByteArray(body))),
          400,
          "malformed_request");
    }
  }

  @Test
  void createTarget_shouldBeUnsupported_whenTheBodyIsNoPlainJson() {
    String body = "{\"name\":\"a\",\"host\":\"h\",\"credentialId\":\"" + ID + "\"}";
    for (String[] header :
        List.of(
            new String[] {"Content-Type", "text/plain"},
            new String[] {"Content-Type", "application/x-www-form-urlencoded"},
            new String[] {"Content-Type", "multipart/form-data; boundary=x"},
            new String[] {"Content-Encoding", "gzip"})) {
      // when, then
      problem(
          gateway.send(
              gateway
                  .request("/targets", admin)
                  .header(header[0], header[1])
                  .POST(BodyPublishers.ofString(body))),
          415,
          "unsupported_media_type");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/targets?limit=%zz",
        "GET /api/v1/targets?limit=%",
        "GET /api/v1/targets?selector=%00",
        "GET /api/v1/jobs?name=a%00b",
        "GET /api/v1/audit/events?type=%00",
        "GET /api/v1/targets/%zz",
        "OPTIONS *",
        "GET /api/v1/targets/%00",
        "GET /api/v1/targets/..%2f..%2fetc",
        "GET /api/v1/targets?limit",
        "GET /api/v1/targets?=1",
        "GET /api/v1/jobs/" + ID + "/versions/99999999999",
        "GET /api/v1/jobs/" + ID + "/versions/-1",
        "GET /api/v1/executions/" + ID + "/tasks/" + ID + "/output?offset=99999999999999999999",
        "GET /api/v1/executions/" + ID + "/tasks/" + ID + "/output?step=-1",
        "PUT /api/v1/cluster/nodes/%00/groups/x",
      })
  void request_shouldBeMalformed_whenItsAddressIs(String line) {
    // when, then
    problem(raw(head(line, bearer(), "Content-Length: 0")), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1",
        "GET /api/v1/",
        "GET /api/v1/targets/",
        "GET /api/v1//targets",
        "GET /api/v1/../../etc/passwd",
        "GET /api/docs/../../../etc/passwd",
        "GET /api/docs/%2e%2e/gateway.properties",
        "GET /openapi.yaml",
        "POST /nothing",
      })
  void request_shouldFindNothing_whenThePathIsNone(String line) {
    // when, then
    problem(raw(head(line, bearer())), 404);
  }

  @Test
  void bytes_shouldBeRefused_whenTheyAreNoRequest() {
    // when, then
    problem(raw("\u00ff\u00fe no request\r\n\r\n"), 400);
    problem(raw("GET\r\n\r\n"), 400);
    problem(raw("GET /api/v1/targets HTTP/1.1\r\nno colon\r\n\r\n"), 400);
    problem(
        raw(head("POST /api/v1/targets", bearer(), "Content-Length: 5", "Content-Length: 6")), 400);
    problem(raw(head("POST /api/v1/targets", bearer(), "Content-Length: -1")), 400);
  }

  @Test
  void connection_shouldBeLost_whenChunksAreNone() {
    // given
    try (RawConnection connection = new RawConnection(gateway.port())) {
      connection.send(head("POST /api/v1/targets", bearer(), "Transfer-Encoding: chunked"));
      // when
      connection.send("zz\r\nnonsense\r\n");
      // then
      assertThat(connection.isClosed()).isTrue();
    }
  }

  @Test
  void body_shouldBeTooLarge_whenItsLengthIsNotAnnounced() {
    // given
    String chunk = Integer.toHexString(3000) + "\r\n" + "x".repeat(3000) + "\r\n";
    String head = head("POST /api/v1/targets", bearer(), "Transfer-Encoding: chunked");
    // when, then
    problem(raw(head + chunk + chunk), 413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/v1/targets",
        "POST /api/v1/nothing",
        "PATCH /api/v1/targets",
        "GET /api/v1/targets",
        "POST /api/docs"
      })
  void client_shouldBeCutOff_whenItGoesOnSending(String line) {
    // given
    byte[] chunk =
        (Integer.toHexString(8192) + "\r\n" + "x".repeat(8192) + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    try (RawConnection connection = new RawConnection(gateway.port())) {
      // when
      connection.send(head(line, bearer(), "Transfer-Encoding: chunked"));
      // then
      assertThat(connection.isCutOff(chunk)).isTrue();
    }
  }

  @Test
  void connection_shouldGoOn_whenARequestWasRefused() {
    try (RawConnection connection = new RawConnection(gateway.port())) {
      // when
      for (int i = 0; i < 3; i++) {
        connection.send(
            head("POST /api/v1/targets", "Authorization: Bearer x", "Content-Length: 2") + "{}");
        problem(connection.answer(), 401);
      }
      connection.send(
          head("GET /api/v1/targets", "Authorization: Bearer " + gateway.token("new", "*")));
      // then
      assertThat(connection.answer()).startsWith("HTTP/1.1 200");
      connection.send(
          head("GET /api/v1/targets", bearer()) + head("GET /api/v1/targets", bearer()));
      assertThat(connection.answer()).startsWith("HTTP/1.1 200");
      assertThat(connection.answer()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void token_shouldBeRefused_whenItIsNotSignedByAuth() throws Exception {
    // given
    JsonObject named = new JsonObject().put("kid", gateway.key().keyId());
    String jwk = gateway.key().publicJwk().encode();
    int before = gateway.issued();
    for (String token :
        List.of(
            gateway.token(named.copy().put("alg", "none"), "admin", ""),
            gateway.token(named.copy().put("alg", "none"), "admin", "AAAA"),
            gateway.token(named.copy().put("alg", "NONE"), "admin", ""),
            signedByHmac(named.copy().put("alg", "HS256"), jwk),
            gateway.token(named.copy().put("alg", "ES256"), "admin", ""),
            gateway.token(new JsonObject().put("alg", "ES256"), "admin", "AAAA"),
            gateway.foreignToken("admin", SigningKey.generate("access-of-others")),
            gateway.forgedToken("admin"),
            gateway.expiredToken("admin"),
            admin + "x",
            admin.substring(0, admin.length() - 4),
            "..",
            "",
            "x".repeat(9000))) {
      // when
      HttpResponse<String> response = gateway.get("/auth/me", token);
      // then
      problem(response, 401, "unauthenticated");
      assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
          .startsWith("Bearer");
    }
    assertThat(gateway.issued()).isEqualTo(before);
    assertThat(gateway.get("/auth/me", admin).statusCode()).isEqualTo(200);
  }

  private static String signedByHmac(JsonObject header, String secret)
      throws GeneralSecurityException {
    String unsigned = gateway.token(header, "admin", "");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signed = unsigned.substring(0, unsigned.length() - 1);
    byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  @Test
  void token_shouldBeRefused_whenItIsNotABearer() {
    for (String header : List.of("Basic YWRtaW46YWRtaW4=", "Bearer", "Bearer ", admin)) {
      // when
      HttpResponse<String> response =
          gateway.send(gateway.request("/auth/me", null).header("Authorization", header));
      // then
      problem(response, 401, "unauthenticated");
    }
    problem(gateway.get("/auth/me?access_token=" + admin, null), 401, "unauthenticated");
  }

  @Test
  void token_shouldBeRefusedAtOnce_whenItsSessionEndsAnywhere() {
    // given
    String token = gateway.token("leaver", "target:read");
    String other = gateway.token("leaver", "target:read");
    for (int i = 0; i < 8; i++) {
      assertThat(gateway.get("/auth/me", token).statusCode()).isEqualTo(200);
    }
    // when
    gateway.endSession(token);
    // then
    await()
        .atMost(Duration.ofMillis(2500))
        .until(() -> gateway.get("/auth/me", token).statusCode() == 401);
    assertThat(gateway.get("/auth/me", other).statusCode()).isEqualTo(200);
  }

  @Test
  void service_shouldTellNothingOfItself_whenItFails() {
    // when
    HttpResponse<String> response = gateway.send(gateway.request("/targets/" + ID, admin).DELETE());
    // then
    problem(response, 500, "internal");
  }

  @Test
  void start_shouldBeRepeated_whenTheKeyComesAgain() {
    // given
    String body = "{\"parameters\":{\"a\":1,\"b\":\"x\"}}";
    HttpResponse<String> first = start("k-1", body);
    // when
    HttpResponse<String> again = start("k-1", "{ \"parameters\": {\"b\":\"x\", \"a\":1} }");
    HttpResponse<String> another = start("k-1", "{\"parameters\":{\"a\":2}}");
    HttpResponse<String> fresh = start("k-2", body);
    // then
    assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    problem(another, 422, "idempotency_key_reused");
    assertThat(fresh.body()).isNotEqualTo(first.body());
    problem(start("tab\tinside", body), 400, "malformed_request");
  }

  private static HttpResponse<String> start(String key, String body) {
    return gateway.send(
        gateway
            .request("/jobs/" + ID + "/executions", admin)
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void login_shouldCountByTheProxysWord_whenTheClientAddsItsOwn() {
    for (int i = 0; i < 2; i++) {
      assertThat(login("203.0.113." + i + ", 198.51.100.7").statusCode()).isNotEqualTo(429);
    }
    // when
    HttpResponse<String> refused = login("203.0.113.9, 198.51.100.7");
    // then
    problem(refused, 429, "too_many_requests");
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(login("203.0.113.9, 198.51.100.8").statusCode()).isNotEqualTo(429);
  }

  private static HttpResponse<String> login(String forwarded) {
    return gateway.send(
        gateway
            .request("/auth/login", null)
            .header("X-Forwarded-For", "192.0.2." + System.nanoTime() % 250)
            .header("X-Forwarded-For", forwarded)
            .POST(BodyPublishers.ofString("{\"username\":\"a\",\"password\":\"b\"}")));
  }
}
