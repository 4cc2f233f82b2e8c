package io.opsconductor.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** This node's own API, as the administrator sees it. */
final class DemoApi implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int FIRST_ERROR = 400;

  private final HttpClient client = HttpClient.newHttpClient();
  private final String root;
  private Optional<String> token = Optional.empty();

  private DemoApi(String root) {
    this.root = root;
  }

  static DemoApi signIn(String url, SecretText password) throws IOException {
    DemoApi api = new DemoApi(url + "/api/v1");
    JsonNode tokens =
        api.post(
            "/auth/login",
            Map.of("username", FirstAdministrator.USERNAME, "password", password.reveal()));
    api.token = Optional.of(tokens.path("accessToken").asText());
    return api;
  }

  JsonNode post(String path, Map<String, ?> body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Wire.mapper().writeValueAsBytes(body)));
    token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() >= FIRST_ERROR) {
        throw new IOException(path + " answered " + response.statusCode() + " " + response.body());
      }
      return Wire.mapper().readTree(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
