package io.opsconductor.launcher.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Speaks to a gateway as a user does. */
final class Api {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  private final String url;
  private final String token;

  private Api(String url, String token) {
    this.url = url;
    this.token = token;
  }

  /** What came back. */
  record Answer(int status, HttpResponse<byte[]> response, JsonNode body) {
    String id() {
      return body.get("id").asText();
    }

    String code() {
      return body.path("code").asText();
    }

    boolean isProblem() {
      return response
              .headers()
              .firstValue("Content-Type")
              .orElse("")
              .startsWith("application/problem+json")
          && body.has("code")
          && body.has("requestId")
          && body.path("status").asInt() == status;
    }
  }

  static Api anonymous(String url) {
    return new Api(url, null);
  }

  static Api login(String url, String username, String password) {
    Answer answer =
        anonymous(url).post("/auth/login", Map.of("username", username, "password", password));
    if (answer.status() != 200) {
      throw new IllegalStateException("No sign-in: " + answer.status() + " " + answer.body());
    }
    return new Api(url, answer.body().get("accessToken").asText());
  }

  /** The same user at another gateway. */
  Api at(String otherUrl) {
    return new Api(otherUrl, token);
  }

  Api withToken(String other) {
    return new Api(url, other);
  }

  String url() {
    return url;
  }

  String token() {
    return token;
  }

  Answer get(String path) {
    return send("GET", path, null, Map.of());
  }

  Answer post(String path, Object body) {
    return send("POST", path, json(body), Map.of());
  }

  Answer post(String path, Object body, Map<String, String> headers) {
    return send("POST", path, json(body), headers);
  }

  Answer put(String path, Object body) {
    return send("PUT", path, json(body), Map.of());
  }

  Answer delete(String path) {
    return send("DELETE", path, null, Map.of());
  }

  Answer send(String method, String path, byte[] body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    url
                        + (path.startsWith("/health")
                                || path.startsWith("/api")
                                || path.startsWith("/metrics")
                            ? path
                            : "/api/v1" + path)))
            .timeout(Duration.ofSeconds(30))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    headers.forEach(request::setHeader);
    try {
      HttpResponse<byte[]> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response, parsed(response));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parsed(HttpResponse<byte[]> response) throws IOException {
    boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
    return json && response.body().length > 0
        ? JSON.readTree(response.body())
        : NullNode.getInstance();
  }

  private static byte[] json(Object body) {
    try {
      return body == null ? null : JSON.writeValueAsBytes(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
