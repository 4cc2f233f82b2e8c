package io.opsconductor.testkit.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TestOidcProviderIT {
  private static final String REDIRECT = "http://127.0.0.1:1/callback";
  private static final String VERIFIER = "v".repeat(43);
  private static TestOidcProvider provider;
  private static HttpClient client;

  @BeforeAll
  static void start() {
    provider = TestOidcProvider.start();
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    client.close();
    provider.close();
  }

  @Test
  void token_shouldBeGivenOnce_whenTheVerifierGoesWithTheCode() throws Exception {
    // given
    provider.signedIn(OidcUser.of("ann"));
    String code = code();

    // when
    HttpResponse<String> first = exchange(code, VERIFIER);
    HttpResponse<String> second = exchange(code, VERIFIER);

    // then
    assertThat(first.statusCode()).isEqualTo(200);
    String idToken = Wire.mapper().readTree(first.body()).get("id_token").asText();
    String claims =
        new String(
            Base64.getUrlDecoder().decode(idToken.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    assertThat(claims).contains("\"nonce\":\"n\"", "subject-of-ann", "ann@example.org");
    assertThat(second.statusCode()).isEqualTo(400);
    assertThat(second.body()).contains("invalid_grant");
  }

  @Test
  void token_shouldBeRefused_whenTheVerifierIsAnother() throws Exception {
    // given
    String code = code();

    // when
    HttpResponse<String> answer = exchange(code, "w".repeat(43));

    // then
    assertThat(answer.body()).contains("invalid_grant");
  }

  @Test
  void keys_shouldBeOthers_whenTheyWereRotated() throws Exception {
    // given
    String before = get(OidcEndpoint.KEYS).body();

    // when
    provider.rotateKeys(OidcAlgorithm.ES256);

    // then
    assertThat(get(OidcEndpoint.KEYS).body()).contains("P-256").isNotEqualTo(before);
  }

  private static String code() throws Exception {
    String challenge =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
    String query =
        form(
            Map.of(
                "client_id", TestOidcProvider.CLIENT_ID,
                "response_type", "code",
                "redirect_uri", REDIRECT,
                "scope", "openid email",
                "nonce", "n",
                "code_challenge", challenge,
                "code_challenge_method", "S256"));
    URI back = provider.visit(URI.create(provider.endpoint(OidcEndpoint.AUTHORIZE) + "?" + query));
    return back.getQuery().replaceAll(".*code=([^&]+).*", "$1");
  }

  private static HttpResponse<String> exchange(String code, String verifier) throws Exception {
    String body =
        form(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                REDIRECT,
                "code_verifier",
                verifier,
                "client_id",
                TestOidcProvider.CLIENT_ID,
                "client_secret",
                TestOidcProvider.CLIENT_SECRET));
    return client.send(
        HttpRequest.newBuilder(URI.create(provider.endpoint(OidcEndpoint.TOKEN)))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(OidcEndpoint endpoint)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(provider.endpoint(endpoint))).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String form(Map<String, String> pairs) {
    StringBuilder form = new StringBuilder();
    pairs.forEach(
        (name, value) ->
            form.append(form.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return form.toString();
  }
}
