package io.opsconductor.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.ListUserSessions;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.SessionPage;
import io.opsconductor.contracts.auth.SessionView;
import io.opsconductor.contracts.auth.SessionsEnded;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.platform.testing.ServiceHarness;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the edge makes of sessions; auth is stood in for. */
class SessionsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final BlockingQueue<SessionClient> CLIENTS = new LinkedBlockingQueue<>();
  private static final BlockingQueue<PageRequest> PAGES = new LinkedBlockingQueue<>();
  private static final BlockingQueue<ListUserSessions> USER_PAGES = new LinkedBlockingQueue<>();
  private static final Set<UUID> MINE = ConcurrentHashMap.newKeySet();
  private static final TestLog LOG = new TestLog().state(ExecutionState.RUNNING);
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = new TestGateway(Map.of("trust_forwarded", true), SessionsIT::services);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static void services(ServiceHarness.Builder services) {
    services
        .serves(AuthOperations.LOGIN, (request, call) -> signedIn(request.client()))
        .serves(AuthOperations.REFRESH, (request, call) -> signedIn(request.client()))
        .serves(
            AuthOperations.LIST_SESSIONS,
            (request, call) -> {
              PAGES.add(request);
              return page(call.user().sessionId());
            })
        .serves(
            AuthOperations.LIST_USER_SESSIONS,
            (request, call) -> {
              USER_PAGES.add(request);
              return page(Ids.next());
            })
        .serves(
            AuthOperations.END_SESSION,
            (request, call) -> {
              if (!MINE.contains(request.id())) {
                throw new OpsException(ErrorCode.NOT_FOUND, "You have no session " + request.id());
              }
              gateway.endSilently(request.id());
              return Empty.INSTANCE;
            })
        .serves(
            AuthOperations.END_SESSIONS,
            (request, call) -> {
              if (!request.exceptCurrent()) {
                gateway.endSilently(call.user().sessionId());
              }
              return new SessionsEnded(request.exceptCurrent() ? 1 : 2);
            })
        .serves(AuthOperations.END_USER_SESSIONS, (request, call) -> new SessionsEnded(3))
        .serves(ExecutionOperations.READ_LOG, LOG::read);
  }

  private static TokenPair signedIn(SessionClient client) {
    CLIENTS.add(client);
    return new TokenPair(new SecretText("a"), new SecretText("r"), 600, "Bearer");
  }

  private static SessionPage page(UUID current) {
    Instant time = Instant.parse("2026-01-01T00:00:00Z");
    return new SessionPage(
        List.of(new SessionView(current, "curl", "192.0.2.1", time, "192.0.2.2", time, true)),
        "next");
  }

  private static String mine(String user) {
    String token = gateway.token(user, "execution:read");
    MINE.add(TestGateway.sessionOf(token));
    return token;
  }

  private static HttpResponse<String> delete(String path, String token) {
    return gateway.send(gateway.request(path, token).DELETE());
  }

  private static int status(String token) {
    return gateway.get("/auth/me", token).statusCode();
  }

  private static TestSocket watching(String token) {
    TestSocket socket = TestSocket.connect(gateway.vertx(), gateway.port(), token);
    socket.subscribe("a", LOG.executionId, 0);
    assertThat(socket.next().getString("type")).isEqualTo("state");
    return socket;
  }

  private static void assertEnded(TestSocket socket, String reason) {
    assertThat(socket.closeCode()).isEqualTo(4401);
    assertThat(socket.closeReason()).isEqualTo(reason);
  }

  @Test
  void signIn_shouldTellAuthOfTheClient_whenItSaysWhatItIs() throws InterruptedException {
    // given
    String login = "{\"username\":\"ann\",\"password\":\"x\"}";
    // when
    gateway.send(
        gateway
            .request("/auth/login", null)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Browser/1 " + "x".repeat(300))
            .header("X-Forwarded-For", "198.51.100.1, 192.0.2.9")
            .POST(BodyPublishers.ofString(login)));
    gateway.post("/auth/refresh", null, "{\"refreshToken\":\"opsr_x\"}");
    // then
    SessionClient client = CLIENTS.take();
    assertThat(client.device()).startsWith("Browser/1 xxx").hasSize(200);
    assertThat(client.address()).isEqualTo("192.0.2.9");
    assertThat(CLIENTS.take().address()).isEqualTo("127.0.0.1");
  }

  @Test
  void signIn_shouldBeRefused_whenTheClientSaysWhereItIsInTheBody() {
    // when
    HttpResponse<String> response =
        gateway.post(
            "/auth/login",
            null,
            "{\"username\":\"a\",\"password\":\"x\",\"client\":{\"address\":\"192.0.2.1\"}}");
    // then
    assertThat(response.statusCode()).isEqualTo(400);
  }

  @Test
  void list_shouldShowMySessions_whenAsked() throws InterruptedException {
    // given
    String token = gateway.token("ben");
    // when
    HttpResponse<String> response = gateway.get("/auth/sessions?limit=7&cursor=abc", token);
    // then
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonObject page = new JsonObject(response.body());
    JsonObject session = page.getJsonArray("items").getJsonObject(0);
    assertThat(session.getString("id")).isEqualTo(TestGateway.sessionOf(token).toString());
    assertThat(session.getBoolean("current")).isTrue();
    assertThat(page.getString("nextCursor")).isEqualTo("next");
    assertThat(PAGES.take()).isEqualTo(new PageRequest(7, "abc"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /auth/sessions?limit=0,       /query/limit",
    "GET,    /auth/sessions?all=true,      /query/all",
    "DELETE, /auth/sessions?except=others, /query/except",
    "DELETE, /auth/sessions/17,            /path/id",
    "DELETE, /users/17/sessions,           /path/id",
    "GET,    /users/17/sessions,           /path/id"
  })
  void request_shouldPointAtTheMistake_whenAParameterIsBad(
      String method, String path, String pointer) {
    // when
    HttpResponse<String> response =
        gateway.send(
            gateway
                .request(path, gateway.token("bad", "*"))
                .method(method, BodyPublishers.noBody()));
    // then
    assertThat(response.statusCode()).isEqualTo(400);
    JsonObject problem = new JsonObject(response.body());
    assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo(pointer);
  }

  @Test
  void end_shouldCloseStreamsAndRefuseAtOnce_whenTheSessionIsOneOfMine() {
    // given
    String here = mine("cat");
    String there = mine("cat");
    assertThat(status(there)).isEqualTo(200);
    try (TestSocket socket = watching(there)) {
      // when
      HttpResponse<String> response =
          delete("/auth/sessions/" + TestGateway.sessionOf(there), here);
      // then
      assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
      assertThat(status(there)).isEqualTo(401);
      assertThat(status(here)).isEqualTo(200);
      assertEnded(socket, "The session has ended: ended_by_user");
    }
  }

  @Test
  void end_shouldFindNothingAndEndNothing_whenTheSessionIsForeign() {
    // given
    String here = mine("dan");
    String foreign = gateway.token("eva", "execution:read");
    int before = status(foreign);
    // when
    HttpResponse<String> response =
        delete("/auth/sessions/" + TestGateway.sessionOf(foreign), here);
    // then
    assertThat(before).isEqualTo(200);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("\"code\":\"not_found\"");
    assertThat(status(foreign)).isEqualTo(200);
  }

  @Test
  void endAll_shouldKeepThePresentSession_whenItIsExcepted() {
    // given
    String token = mine("fin");
    // when
    HttpResponse<String> others = delete("/auth/sessions?except=current", token);
    int between = status(token);
    HttpResponse<String> all = delete("/auth/sessions", token);
    // then
    assertThat(others.body()).isEqualTo("{\"count\":1}");
    assertThat(between).isEqualTo(200);
    assertThat(all.statusCode()).isEqualTo(200);
    assertThat(all.body()).isEqualTo("{\"count\":2}");
    assertThat(status(token)).isEqualTo(401);
  }

  @Test
  void ofUser_shouldBeForAdministrators_whenSessionsAreReadOrEnded() throws InterruptedException {
    // given
    UUID user = Ids.next();
    String path = "/users/" + user + "/sessions";
    String operator = gateway.token("operator", "user:read", "session:read");
    String admin = gateway.token("root", "*");
    // when
    HttpResponse<String> read = gateway.get(path + "?limit=3", operator);
    HttpResponse<String> refused = delete(path, operator);
    HttpResponse<String> ended = delete(path, admin);
    // then
    assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
    assertThat(USER_PAGES.take()).isEqualTo(new ListUserSessions(user, new PageRequest(3, null)));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("session:end");
    assertThat(ended.body()).isEqualTo("{\"count\":3}");
    assertThat(gateway.get(path, gateway.token("nosy", "user:read")).statusCode()).isEqualTo(403);
  }

  @Test
  void ending_shouldReachRestAndStreams_whenItHappensOnAnotherNode() {
    // given
    String token = gateway.token("gil", "execution:read");
    try (TestSocket watching = watching(token);
        TestSocket idle = TestSocket.connect(gateway.vertx(), gateway.port(), token)) {
      // when
      gateway.endSession(token);
      // then
      assertEnded(watching, "The session has ended: password_changed");
      assertEnded(idle, "The session has ended: password_changed");
      await().atMost(PATIENCE).until(() -> status(token) == 401);
    }
  }

  @Test
  void ending_shouldReachRestAndStreams_whenNobodyWasTold() {
    // given
    String token = gateway.token("hue", "execution:read");
    try (TestSocket watching = watching(token);
        TestSocket idle = TestSocket.connect(gateway.vertx(), gateway.port(), token)) {
      assertThat(status(token)).isEqualTo(200);
      // when
      gateway.endSilently(TestGateway.sessionOf(token));
      // then
      assertEnded(watching, "The session has ended: user_disabled");
      assertEnded(idle, "The session has ended: user_disabled");
      await().atMost(PATIENCE).until(() -> status(token) == 401);
    }
  }
}
