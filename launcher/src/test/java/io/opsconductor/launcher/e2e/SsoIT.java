package io.opsconductor.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.Wire;
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

/** Through the front door: sign-in with an OpenID provider, with gateway, auth and users. */
@Execution(ExecutionMode.CONCURRENT)
class SsoIT {
  /** Of no gateway here: the test brings what comes back to it to the one that there is. */
  private static final String PUBLIC_URL = "http://127.0.0.1:1";

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
}
