package io.opsconductor.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.BeginSso;
import io.opsconductor.contracts.auth.FinishSso;
import io.opsconductor.contracts.auth.RedeemSso;
import io.opsconductor.contracts.auth.SignInProvider;
import io.opsconductor.contracts.auth.SignInProviders;
import io.opsconductor.contracts.auth.SsoBegun;
import io.opsconductor.contracts.auth.SsoFinished;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.platform.testing.ServiceHarness;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser's way to an OpenID provider and back; auth is stood in for. */
class SsoIT {
  private static final String BINDING = "b".repeat(43);
  private static final Queue<BeginSso> BEGUN = new ConcurrentLinkedQueue<>();
  private static final Queue<FinishSso> FINISHED = new ConcurrentLinkedQueue<>();
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = new TestGateway(Map.of(), SsoIT::services);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static void services(ServiceHarness.Builder services) {
    services
        .serves(
            AuthOperations.LIST_PROVIDERS,
            (request, call) -> new SignInProviders(List.of(new SignInProvider("acme", "Acme"))))
        .serves(AuthOperations.BEGIN_SSO, (request, call) -> begin(request))
        .serves(AuthOperations.FINISH_SSO, (request, call) -> finish(request))
        .serves(AuthOperations.REDEEM_SSO, (request, call) -> redeem(request));
  }

  private static SsoBegun begin(BeginSso request) {
    if (request.provider().equals("nobody")) {
      throw new OpsException(ErrorCode.NOT_FOUND, "There is no sign-in provider nobody");
    }
    BEGUN.add(request);
    return new SsoBegun(
        "https://id.example.org/authorize?state=s",
        new SecretText(BINDING),
        request.provider().equals("secure"));
  }

  private static SsoFinished finish(FinishSso request) {
    FINISHED.add(request);
    boolean secure = request.provider().equals("secure");
    String state = request.state() == null ? "" : request.state().reveal();
    return switch (state) {
      case "good" -> new SsoFinished(new SecretText("http://127.0.0.1/runs"), pair(), null, secure);
      case "second" ->
          new SsoFinished(
              new SecretText("http://127.0.0.1/login?mfa=required"),
              null,
              new SecretText("opsm_challenge"),
              secure);
      default ->
          new SsoFinished(
              new SecretText("http://127.0.0.1/login?error=sso_expired"), null, null, secure);
    };
  }

  private static TokenPair redeem(RedeemSso request) {
    if (!request.code().reveal().equals("good")) {
      throw new OpsException(ErrorCode.SSO_EXPIRED, "Too late");
    }
    return pair();
  }

  private static TokenPair pair() {
    return new TokenPair(new SecretText("access"), new SecretText("refresh"), 600, "Bearer");
  }

  private static HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = gateway.request(path, null).GET();
    return gateway.send(headers.length == 0 ? request : request.headers(headers));
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElse("");
  }

  private static List<String> cookies(HttpResponse<String> response) {
    return response.headers().allValues("Set-Cookie");
  }

  @Test
  void providers_shouldBeToldToAnybody() {
    // when
    HttpResponse<String> response = get("/auth/providers");
    // then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"items\":[{\"name\":\"acme\",\"label\":\"Acme\"}]}");
  }

  @Test
  void start_shouldBindTheSignInToTheBrowser() {
    // when
    HttpResponse<String> response = get("/auth/oidc/acme/start?return=/runs?state=running");
    // then
    assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
    assertThat(location(response)).isEqualTo("https://id.example.org/authorize?state=s");
    assertThat(cookies(response))
        .containsExactly(
            "opsconductor_sso=" + BINDING + "; Max-Age=600; Path=/; HttpOnly; SameSite=Lax");
    assertThat(BEGUN)
        .anySatisfy(
            asked -> {
              assertThat(asked.returnTo()).isEqualTo("/runs?state=running");
              assertThat(asked.program()).isNull();
            });
  }

  @Test
  void start_shouldLockTheCookieToTheHost_whenBrowsersSpeakTls() {
    // when
    HttpResponse<String> response = get("/auth/oidc/secure/start");
    // then
    assertThat(cookies(response))
        .containsExactly(
            "__Host-opsconductor_sso="
                + BINDING
                + "; Max-Age=600; Path=/; HttpOnly; SameSite=Lax; Secure");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example.org",
        "https://evil.example.org",
        "/%5Cevil.example.org",
        "evil",
        "javascript:alert(1)"
      })
  void start_shouldBeRefused_whenItIsToReturnElsewhere(String path) {
    // when
    HttpResponse<String> response = get("/auth/oidc/acme/start?return=" + path);
    // then
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(cookies(response)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "port=8000",
        "port=80&challenge=cccccccccccccccccccccccccccccccccccccccccccc",
        "port=x&challenge=ccccccccccccccccccccccccccccccccccccccccccc",
        "challenge=short&port=8000"
      })
  void start_shouldBeRefused_whenTheProgramIsNotToldAsItMust(String query) {
    assertThat(get("/auth/oidc/acme/start?" + query).statusCode()).isEqualTo(400);
  }

  @Test
  void start_shouldBeNotFound_whenThereIsNoSuchProvider() {
    assertThat(get("/auth/oidc/nobody/start").statusCode()).isEqualTo(404);
  }

  @Test
  void callback_shouldPutTheSessionIntoTheCookie_andIgnoreWhatProvidersAdd() {
    // when
    HttpResponse<String> response =
        get(
            "/auth/oidc/acme/callback?state=good&code=c&iss=https://id.example.org"
                + "&session_state=x&scope=openid&hd=example.org",
            "Cookie",
            "opsconductor_sso=" + BINDING);
    // then
    assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
    assertThat(location(response)).isEqualTo("http://127.0.0.1/runs");
    assertThat(cookies(response)).hasSize(1);
    assertThat(cookies(response).getFirst())
        .startsWith("opsconductor_refresh=refresh;")
        .contains("HttpOnly", "SameSite=Strict")
        .doesNotContain("Secure");
    assertThat(response.body()).isEmpty();
    assertThat(FINISHED)
        .anySatisfy(
            told -> {
              assertThat(told.issuer()).isEqualTo("https://id.example.org");
              assertThat(told.binding().reveal()).isEqualTo(BINDING);
              assertThat(told.hostOnly()).isFalse();
            });
  }

  @Test
  void callback_shouldTellOfTheLockedCookie_andLockTheSessionToTheHost() {
    // when
    HttpResponse<String> response =
        get(
            "/auth/oidc/secure/callback?state=good&code=c",
            "Cookie",
            "opsconductor_sso=other; __Host-opsconductor_sso=" + BINDING);
    // then
    assertThat(cookies(response).getFirst())
        .startsWith("__Host-opsconductor_refresh=refresh;")
        .contains("Secure");
    assertThat(FINISHED)
        .anySatisfy(
            told -> {
              assertThat(told.hostOnly()).isTrue();
              assertThat(told.binding().reveal()).isEqualTo(BINDING);
            });
  }

  @Test
  void callback_shouldHandTheChallengeToThePage_whenASecondFactorIsDue() {
    // when
    HttpResponse<String> response = get("/auth/oidc/secure/callback?state=second&code=c");
    // then
    assertThat(location(response)).doesNotContain("opsm_");
    assertThat(cookies(response))
        .containsExactly(
            "__Host-opsconductor_mfa=opsm_challenge; Max-Age=300; Path=/; SameSite=Strict;"
                + " Secure");
  }

  @Test
  void callback_shouldLeadToTheSignInPage_whenItFailed() {
    // when
    HttpResponse<String> response = get("/auth/oidc/acme/callback?error=access_denied");
    // then
    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(location(response)).endsWith("/login?error=sso_expired");
    assertThat(cookies(response)).isEmpty();
  }

  @Test
  void token_shouldGiveTheSessionOfAProgram() {
    // when
    HttpResponse<String> good = redeem("good");
    HttpResponse<String> late = redeem("late");
    // then
    assertThat(new JsonObject(good.body()).getString("refreshToken")).isEqualTo("refresh");
    assertThat(late.statusCode()).isEqualTo(401);
    assertThat(new JsonObject(late.body()).getString("code")).isEqualTo("sso_expired");
  }

  private static HttpResponse<String> redeem(String code) {
    JsonObject body = new JsonObject().put("code", code).put("verifier", "v".repeat(43));
    return gateway.send(
        gateway.request("/auth/oidc/token", null).POST(BodyPublishers.ofString(body.encode())));
  }
}
