package io.opsconductor.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.Wire;
import io.opsconductor.testkit.browser.Chromium;
import io.opsconductor.testkit.browser.Page;
import io.opsconductor.testkit.browser.VirtualAuthenticator;
import io.opsconductor.testkit.oidc.OidcUser;
import io.opsconductor.testkit.oidc.TestOidcProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Through the front door, with gateway, auth and users: sign-in with an OpenID provider, and with
 * passkeys of a real browser.
 */
@Execution(ExecutionMode.CONCURRENT)
class SsoIT {
  /** Whoever follows it is brought to the gateway that there is. */
  private static final String PUBLIC_URL = "http://localhost";

  /** One is signed in there at a time. */
  private static final String AT_PROVIDER = "provider";

  @TempDir static Path directory;
  private static TestOidcProvider provider;
  private static IdentityNode node;
  private static HttpClient http;

  @BeforeAll
  static void start() throws IOException {
    provider = TestOidcProvider.start();
    Path secret =
        Files.writeString(directory.resolve("client.secret"), TestOidcProvider.CLIENT_SECRET);
    Map<String, Object> acme =
        Map.of(
            "name",
            "acme",
            "issuer",
            provider.issuer(),
            "client_id",
            TestOidcProvider.CLIENT_ID,
            "client_secret_file",
            secret.toString(),
            "create_users",
            true,
            "groups",
            List.of(Map.of("group", "ops", "roles", List.of("viewer"))));
    node =
        new IdentityNode(
            Map.of("public_url", PUBLIC_URL, "oidc", Map.of("providers", List.of(acme))));
    http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  }

  @AfterAll
  static void stop() {
    http.close();
    node.close();
    provider.close();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, String... headers)
      throws Exception {
    return http.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(node.url() + path));
  }

  /** From the start to where the provider sends the browser in the end. */
  private static HttpResponse<String> signIn(String query) throws Exception {
    HttpResponse<String> begun = send(request("/api/v1/auth/oidc/acme/start" + query));
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(302);
    URI back = provider.visit(URI.create(location(begun)));
    assertThat(back.toString()).startsWith(PUBLIC_URL + "/api/v1/auth/oidc/acme/callback?");
    return send(request(back.getRawPath() + "?" + back.getRawQuery()), "Cookie", cookie(begun));
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElseThrow();
  }

  private static String cookie(HttpResponse<String> response) {
    return response.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }

  private static JsonNode me(HttpResponse<String> tokens) throws Exception {
    String token = Wire.mapper().readTree(tokens.body()).path("accessToken").asText();
    return Wire.mapper()
        .readTree(send(request("/api/v1/auth/me"), "Authorization", "Bearer " + token).body());
  }

  @Test
  @ResourceLock(AT_PROVIDER)
  void browser_shouldBeSignedIn_whenItComesBackFromTheProvider() throws Exception {
    // given
    provider.signedIn(OidcUser.of("ada").inGroups("ops"));
    // when
    HttpResponse<String> finished = signIn("?return=/runs");
    // then
    assertThat(location(finished)).isEqualTo(PUBLIC_URL + "/runs");
    HttpResponse<String> tokens =
        send(
            request("/api/v1/auth/refresh").POST(BodyPublishers.noBody()),
            "Cookie",
            cookie(finished));
    JsonNode me = me(tokens);
    assertThat(me.path("username").asText()).as(tokens.body()).isEqualTo("ada");
    assertThat(me.path("roles").toString()).isEqualTo("[\"viewer\"]");
  }

  @Test
  @ResourceLock(AT_PROVIDER)
  void program_shouldBeSignedIn_whenTheBrowserBringsItTheCode() throws Exception {
    // given
    provider.signedIn(OidcUser.of("cleo"));
    String verifier = "v".repeat(43);
    String challenge =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    // when
    HttpResponse<String> finished = signIn("?port=8123&challenge=" + challenge);
    // then
    assertThat(location(finished)).startsWith("http://127.0.0.1:8123/?code=");
    assertThat(finished.headers().firstValue("Set-Cookie")).isEmpty();
    String code = location(finished).replaceFirst(".*code=", "");
    String body = "{\"code\":\"" + code + "\",\"verifier\":\"" + verifier + "\"}";
    HttpResponse<String> tokens =
        send(
            request("/api/v1/auth/oidc/token").POST(BodyPublishers.ofString(body)),
            "Content-Type",
            "application/json");
    assertThat(me(tokens).path("username").asText()).as(tokens.body()).isEqualTo("cleo");
  }

  @Test
  void passkey_shouldProveItsUser_whenARealBrowserMakesAndShowsIt() {
    // given
    try (Chromium chromium =
        Chromium.start(Map.of("localhost:80", node.url().replace("http://", "")))) {
      Page tab = chromium.open(PUBLIC_URL + "/health/live");
      VirtualAuthenticator authenticator = tab.authenticator();
      PasskeyPage page = new PasskeyPage(tab);
      Map<String, String> names = Map.of("username", "admin", "password", Node.PASSWORD);
      String token = page.post("/auth/login", null, names).text("accessToken");
      // when
      PasskeyPage.Answer options = page.post("/auth/mfa/passkeys/options", token, Map.of());
      PasskeyPage.Answer made =
          page.post(
              "/auth/mfa/passkeys",
              token,
              Map.of("name", "This device", "credential", page.create(options)));
      // then
      assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
      assertThat(authenticator.passkeys()).isEqualTo(1);
      assertThatThrownBy(
              () -> page.create(page.post("/auth/mfa/passkeys/options", token, Map.of())))
          .as("of the same device")
          .hasMessageContaining("InvalidStateError");
      String session = asSecondFactor(page, names);
      PasskeyPage.Answer asked = page.post("/auth/mfa/step-up/passkey/options", session, Map.of());
      PasskeyPage.Answer again =
          page.post("/auth/mfa/step-up/passkey", session, Map.of("credential", page.get(asked)));
      assertThat(again.status()).as("%s", again.body()).isEqualTo(200);
      alone(page, authenticator);
    }
  }

  private static void alone(PasskeyPage page, VirtualAuthenticator authenticator) {
    PasskeyPage.Answer options = page.post("/auth/passkeys/challenge", null, Map.of());
    PasskeyPage.Answer in =
        page.post(
            "/auth/passkeys/login",
            null,
            Map.of("credential", page.get(options), "session", "cookie"));
    assertThat(in.status()).as("%s", in.body()).isEqualTo(200);
    assertThat(in.body().has("refreshToken")).isFalse();
    PasskeyPage.Answer refreshed = page.post("/auth/refresh", null, Map.of());
    assertThat(refreshed.status()).as("%s", refreshed.body()).isEqualTo(200);
    PasskeyPage.Answer fresh =
        page.post("/auth/mfa/passkeys/options", refreshed.text("accessToken"), Map.of());
    assertThat(fresh.status()).as("it is a second factor: %s", fresh.body()).isEqualTo(200);
    authenticator.setUserVerified(false);
    assertThatThrownBy(() -> page.get(page.post("/auth/passkeys/challenge", null, Map.of())))
        .as("of somebody else")
        .hasMessageContaining("NotAllowedError");
  }

  private static String asSecondFactor(PasskeyPage page, Map<String, String> names) {
    PasskeyPage.Answer due = page.post("/auth/login", null, names);
    assertThat(due.text("code")).isEqualTo("mfa_required");
    Map<String, String> challenge = Map.of("challenge", due.text("challenge"));
    PasskeyPage.Answer options = page.post("/auth/mfa/verify/passkey/options", null, challenge);
    PasskeyPage.Answer in =
        page.post(
            "/auth/mfa/verify/passkey",
            null,
            Map.of("challenge", due.text("challenge"), "credential", page.get(options)));
    assertThat(in.status()).as("%s", in.body()).isEqualTo(200);
    return in.text("accessToken");
  }
}
