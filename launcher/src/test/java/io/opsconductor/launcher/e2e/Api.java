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
import java.util.function.Supplier;

/** Speaks to a gateway as a user does. */
public final class Api {
  public static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  private final String url;
  private final Supplier<String> token;

  private Api(String url, Supplier<String> token) {
    this.url = url;
    this.token = token;
  }

  /** What came back. */
  public record Answer(int status, HttpResponse<byte[]> response, JsonNode body) {
    public String id() {
      return body.get("id").asText();
    }

    public String code() {
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

    /** The detail of the mistake at a pointer; empty when none is told. */
    String mistakeAt(String pointer) {
      for (JsonNode error : body.path("errors")) {
        if (error.path("pointer").asText().equals(pointer)) {
          return error.path("detail").asText();
        }
      }
      return "";
    }
  }

  public static Api anonymous(String url) {
    return new Api(url, () -> null);
  }

  public static Api login(String url, String username, String password) {
    Answer answer =
        anonymous(url).post("/auth/login", Map.of("username", username, "password", password));
    if (answer.status() != 200) {
      throw new IllegalStateException("No sign-in: " + answer.status() + " " + answer.body());
    }
    String token = answer.body().get("accessToken").asText();
    return new Api(url, () -> token);
  }

  /** Signs in again after each such time, as a client does for which tokens live too short. */
  public static Api renewing(String url, String username, String password, Duration each) {
    return new Api(
        url,
        new Supplier<>() {
          private String token;
          private long until;

          @Override
          public synchronized String get() {
            if (token == null || System.nanoTime() - until > 0) {
              until = System.nanoTime() + each.toNanos();
              token = login(url, username, password).token();
            }
            return token;
          }
        });
  }

  /** The same user at another gateway. */
  public Api at(String otherUrl) {
    return new Api(otherUrl, token);
  }

  Api withToken(String other) {
    return new Api(url, () -> other);
  }

  public String url() {
    return url;
  }

  String token() {
    return token.get();
  }

  public Answer get(String path) {
    return send("GET", path, null, Map.of());
  }

  public Answer post(String path, Object body) {
    return send("POST", path, json(body), Map.of());
  }

  public Answer post(String path, Object body, Map<String, String> headers) {
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
                                || path.startsWith("/.well-known")
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
    String bearer = token();
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
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
