package io.opsconductor.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.RefreshRequest;
import io.opsconductor.contracts.auth.SessionEnded;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.platform.testing.ServiceHarness;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions whose refresh token is in a cookie; auth is stood in for. */
class BrowserSessionsIT {
  private static final String LOGIN =
      "{\"username\":\"ann\",\"password\":\"x\",\"session\":\"cookie\"}";
  private static final String PLAIN = "opsconductor_refresh";
  private static final String SECURE = "__Host-opsconductor_refresh";
  private static final UUID SESSION = Ids.next();
  private static final Set<String> LOGGED_OUT = ConcurrentHashMap.newKeySet();
  private static final Map<String, Boolean> SHARED = new ConcurrentHashMap<>();
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway =
        new TestGateway(
            Map.of("allowed_origins", List.of("https://ops.example.org"), "trust_forwarded", true),
            BrowserSessionsIT::services);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static void services(ServiceHarness.Builder services) {
    services
        .serves(AuthOperations.LOGIN, (request, call) -> pair("first"))
        .serves(AuthOperations.REFRESH, (request, call) -> refresh(request))
        .serves(
            AuthOperations.LOGOUT_BY_TOKEN,
            (request, call) -> {
              LOGGED_OUT.add(request.refreshToken().reveal());
              return new SessionEnded(SESSION, "logout");
            });
  }

  private static TokenPair refresh(RefreshRequest request) {
    SHARED.put(request.refreshToken().reveal(), Boolean.TRUE.equals(request.shared()));
    return switch (request.refreshToken().reveal()) {
      case "dead" -> throw new OpsException(ErrorCode.BAD_REFRESH_TOKEN, "Not valid");
      case "down" -> throw new OpsException(ErrorCode.DATABASE_UNAVAILABLE, "Try again");
      default -> pair("next");
    };
  }

  private static TokenPair pair(String refreshToken) {
    return new TokenPair(new SecretText("access"), new SecretText(refreshToken), 600, "Bearer");
  }

  private static String own() {
    return "http://127.0.0.1:" + gateway.port();
  }

  private static HttpResponse<String> post(String path, String body, String... headers) {
    HttpRequest.Builder request =
        gateway
            .request(path, null)
            .POST(body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return gateway.send(headers.length == 0 ? request : request.headers(headers));
  }

  private static String setCookie(HttpResponse<String> response) {
    return response.headers().firstValue("Set-Cookie").orElse("");
  }

  private static void assertCleared(HttpResponse<String> response, String name) {
    assertThat(setCookie(response)).startsWith(name + "=;").contains("Max-Age=0", "Path=/");
  }

  @Test
  void login_shouldHideTheRefreshTokenInTheCookie_whenItAsksForOne() {
    // when
    HttpResponse<String> response = post("/auth/login", LOGIN, "Origin", own());
    // then
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(new JsonObject(response.body()).fieldNames())
        .containsExactlyInAnyOrder("accessToken", "expiresIn", "tokenType");
    assertThat(setCookie(response))
        .startsWith(PLAIN + "=first;")
        .contains("Max-Age=2592000", "Path=/", "HttpOnly", "SameSite=Strict")
        .doesNotContain("Secure", "Domain");
  }

  @Test
  void login_shouldLockTheCookieToTheHost_whenTheBrowserSpeaksHttps() {
    // when
    HttpResponse<String> byOrigin = post("/auth/login", LOGIN, "Origin", "https://ops.example.org");
    HttpResponse<String> byProxy = post("/auth/login", LOGIN, "X-Forwarded-Proto", "https");
    // then
    assertThat(setCookie(byOrigin))
        .startsWith(SECURE + "=first;")
        .contains("Path=/", "Secure", "HttpOnly", "SameSite=Strict")
        .doesNotContain("Domain");
    assertThat(setCookie(byProxy)).startsWith(SECURE + "=first;");
  }

  @Test
  void login_shouldAnswerInTheBody_whenItIsAProgram() {
    // when
    HttpResponse<String> response =
        post("/auth/login", "{\"username\":\"ann\",\"password\":\"x\",\"session\":\"token\"}");
    // then
    assertThat(response.body()).contains("\"refreshToken\":\"first\"");
    assertThat(setCookie(response)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example.org", "null", "http://127.0.0.1:1", "http://[::1"})
  void cookie_shouldBeRefused_whenThePageIsNotOfThisHost(String origin) {
    for (String path : List.of("/auth/login", "/auth/refresh", "/auth/logout")) {
      // when
      HttpResponse<String> response =
          post(
              path,
              path.endsWith("login") ? LOGIN : null,
              "Origin",
              origin,
              "Cookie",
              PLAIN + "=first");
      // then
      assertThat(response.statusCode()).as(path).isEqualTo(403);
      assertThat(response.body()).contains("\"code\":\"origin_refused\"");
      assertThat(setCookie(response)).isEmpty();
    }
    assertThat(LOGGED_OUT).doesNotContain("first");
  }

  @Test
  void cookie_shouldNeedTls_whenTheHostIsNotTheLoopback() {
    // given
    try (RawConnection connection = new RawConnection(gateway.port())) {
      // when
      connection.send(
          "POST /api/v1/auth/login HTTP/1.1\r\nHost: ops.lan\r\nOrigin: http://ops.lan\r\n"
              + "Content-Type: application/json\r\nContent-Length: "
              + LOGIN.length()
              + "\r\n\r\n"
              + LOGIN);
      // then
      assertThat(connection.answer()).startsWith("HTTP/1.1 403").contains("tls_required");
    }
  }

  @ParameterizedTest
  @CsvSource({PLAIN + ", ''", SECURE + ", ''", SECURE + ", https://ops.example.org"})
  void refresh_shouldRotateTheCookie_whenItHasTheToken(String name, String origin) {
    // when
    HttpResponse<String> response =
        post(
            "/auth/refresh",
            null,
            "Origin",
            origin.isEmpty() ? own() : origin,
            "Cookie",
            "theme=dark; " + name + "=first");
    // then
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).contains("accessToken").doesNotContain("refreshToken", "next");
    assertThat(setCookie(response))
        .startsWith((origin.isEmpty() ? PLAIN : SECURE) + "=next;")
        .contains("HttpOnly", "SameSite=Strict");
  }

  @Test
  void refresh_shouldSayThatTabsShareTheToken_whenItIsInTheCookie() {
    // when
    post("/auth/refresh", null, "Cookie", PLAIN + "=of-tabs");
    post("/auth/refresh", "{\"refreshToken\":\"of-a-program\"}");
    // then
    assertThat(SHARED).containsEntry("of-tabs", true).containsEntry("of-a-program", false);
  }

  @Test
  void refresh_shouldNotReadTheUnprotectedName_whenTheBrowserSpeaksHttps() {
    // when
    HttpResponse<String> response =
        post(
            "/auth/refresh",
            null,
            "Origin",
            "https://ops.example.org",
            "Cookie",
            PLAIN + "=tossed");
    // then
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(setCookie(response)).isEmpty();
  }

  @Test
  void refresh_shouldBeRefused_whenTheTokenIsInBothPlaces() {
    // when
    HttpResponse<String> response =
        post("/auth/refresh", "{\"refreshToken\":\"mine\"}", "Cookie", PLAIN + "=first");
    // then
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("\"code\":\"bad_request\"");
  }

  @Test
  void refresh_shouldBeRefused_whenThereIsNoToken() {
    // when
    HttpResponse<String> response = post("/auth/refresh", "{}");
    // then
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).contains("\"code\":\"bad_refresh_token\"");
    assertThat(setCookie(response)).isEmpty();
  }

  @Test
  void refresh_shouldTakeTheCookieAway_whenItIsWorthNothing() {
    // when
    HttpResponse<String> dead = post("/auth/refresh", null, "Cookie", PLAIN + "=dead");
    HttpResponse<String> huge =
        post("/auth/refresh", null, "Cookie", PLAIN + "=" + "x".repeat(2000));
    HttpResponse<String> down = post("/auth/refresh", null, "Cookie", PLAIN + "=down");
    // then
    assertThat(dead.statusCode()).isEqualTo(401);
    assertCleared(dead, PLAIN);
    assertThat(huge.statusCode()).isEqualTo(401);
    assertCleared(huge, PLAIN);
    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(setCookie(down)).isEmpty();
  }

  @Test
  void logout_shouldEndTheSessionOfTheCookie_whenThereIsNoAccessToken() {
    // when
    HttpResponse<String> response =
        post("/auth/logout", null, "Origin", own(), "Cookie", PLAIN + "=out-1");
    // then
    assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
    assertCleared(response, PLAIN);
    assertThat(LOGGED_OUT).contains("out-1");
  }

  @Test
  void logout_shouldEndTheSessionOfTheCookie_whenTheAccessTokenHasExpired() {
    // when
    HttpResponse<String> response =
        gateway.send(
            gateway
                .request("/auth/logout", gateway.expiredToken("ann"))
                .header("Cookie", SECURE + "=out-2")
                .header("Origin", "https://ops.example.org")
                .POST(BodyPublishers.noBody()));
    // then
    assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
    assertCleared(response, SECURE);
    assertThat(LOGGED_OUT).contains("out-2");
  }

  @Test
  void logout_shouldEndBothSessions_whenThereAreTwo() {
    // given
    String token = gateway.token("ben");
    // when
    HttpResponse<String> response =
        gateway.send(
            gateway
                .request("/auth/logout", token)
                .header("Cookie", PLAIN + "=out-3")
                .POST(BodyPublishers.noBody()));
    // then
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(LOGGED_OUT).contains("out-3");
    assertThat(gateway.get("/auth/me", token).statusCode()).isEqualTo(401);
  }

  @Test
  void logout_shouldAskForASession_whenThereIsNone() {
    assertThat(post("/auth/logout", null).statusCode()).isEqualTo(401);
  }
}
