package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;

/** The REST interface of one server. Every failure is a {@link CliException} with its exit code. */
final class Api {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 4;
  private static final int PAGE = 500;

  /** Shown in the list of sessions, where people look for the one that is not theirs. */
  private static final String USER_AGENT =
      "opsconductor (%s %s)"
          .formatted(System.getProperty("os.name"), System.getProperty("os.arch"));

  private final URI server;
  private final HttpClient http;
  private final Tokens tokens;

  /**
   * @param server without {@code /api/v1}
   */
  Api(URI server, HttpClient http, Tokens tokens) {
    this.server = server;
    this.http = http;
    this.tokens = tokens;
  }

  /**
   * A client of a server.
   *
   * @param authority certificate that is believed instead of the world's; empty for those
   */
  static HttpClient client(URI server, Optional<Path> authority) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT);
    Trust.apply(client, server.getScheme(), authority);
    return client.build();
  }

  URI server() {
    return server;
  }

  HttpClient http() {
    return http;
  }

  Tokens tokens() {
    return tokens;
  }

  JsonNode get(String path) {
    return json(authorized("GET", path, null, Map.of(), true));
  }

  /** A POST that is sent once: nobody knows what a second one would do. */
  JsonNode post(String path, JsonNode body) {
    return json(authorized("POST", path, body, Map.of(), false));
  }

  /** A POST that starts something: its key makes it safe to send again after a lost answer. */
  JsonNode start(String path, JsonNode body) {
    return start(path, body, Map.of());
  }

  /** The same with more headers. */
  JsonNode start(String path, JsonNode body, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("Idempotency-Key", UUID.randomUUID().toString());
    return json(authorized("POST", path, body, headers, true));
  }

  JsonNode put(String path, JsonNode body, Map<String, String> headers) {
    return json(authorized("PUT", path, body, headers, true));
  }

  JsonNode patch(String path, JsonNode body, Map<String, String> headers) {
    return json(authorized("PATCH", path, body, headers, false));
  }

  JsonNode delete(String path) {
    return delete(path, Map.of());
  }

  JsonNode delete(String path, Map<String, String> headers) {
    return json(authorized("DELETE", path, null, headers, false));
  }

  /** Bytes as they are, with the headers. */
  HttpResponse<byte[]> bytes(String path) {
    return authorized("GET", path, null, Map.of(), true);
  }

  /** A long answer as it comes. Reading it fails when it does not come whole. */
  InputStream stream(String path) {
    String token = tokens.current();
    HttpResponse<InputStream> response = open(path, token);
    if (response.statusCode() == 401 && tokens.renew(token)) {
      response = open(path, tokens.current());
    }
    if (response.statusCode() / 100 == 2) {
      return response.body();
    }
    try (InputStream body = response.body()) {
      throw Problem.of(response.statusCode(), body.readAllBytes());
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private HttpResponse<InputStream> open(String path, String token) {
    return send(
        request("GET", path, null, Map.of()).header("Authorization", "Bearer " + token).build(),
        BodyHandlers.ofInputStream());
  }

  /**
   * The items of a list over all its pages.
   *
   * @param path may have a query
   * @param limit how many at most; 0 for all
   */
  List<JsonNode> list(String path, int limit) {
    List<JsonNode> items = new ArrayList<>();
    String cursor = "";
    do {
      int wanted = limit == 0 ? PAGE : Math.min(PAGE, limit - items.size());
      JsonNode page = get(path + (path.contains("?") ? "&" : "?") + "limit=" + wanted + cursor);
      page.path("items").forEach(items::add);
      String next = Json.text(page, "nextCursor");
      cursor = next.isEmpty() ? "" : "&cursor=" + encode(next);
    } while (!cursor.isEmpty() && (limit == 0 || items.size() < limit));
    return items;
  }

  /** For a part of a path or a query. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Without a token: signing in, and renewing. */
  JsonNode anonymous(String path, JsonNode body) {
    return json(checked(send(request("POST", path, body, Map.of()).build())));
  }

  /** Any answer of a path outside the interface, without a token. */
  HttpResponse<byte[]> plain(String path) {
    return send(HttpRequest.newBuilder(URI.create(server + path)).timeout(ANSWER_TIMEOUT).build());
  }

  private HttpResponse<byte[]> authorized(
      String method, String path, JsonNode body, Map<String, String> headers, boolean repeatable) {
    String token = tokens.current();
    HttpResponse<byte[]> response = patient(method, path, body, headers, repeatable, token);
    if (response.statusCode() == 401 && tokens.renew(token)) {
      response = patient(method, path, body, headers, repeatable, tokens.current());
    }
    if (isStepUp(response) && tokens.stepUp(tokens.current())) {
      response = patient(method, path, body, headers, repeatable, tokens.current());
    }
    return checked(response);
  }

  /** Nothing was done: to ask again once a second factor was shown does no harm. */
  private static boolean isStepUp(HttpResponse<byte[]> response) {
    return response.statusCode() == 403 && Problem.code(response.body()).equals("step_up_required");
  }

  /** Sends again while the server is away or busy, if a second time does no harm. */
  private HttpResponse<byte[]> patient(
      String method,
      String path,
      JsonNode body,
      Map<String, String> headers,
      boolean repeatable,
      String token) {
    HttpRequest request =
        request(method, path, body, headers).header("Authorization", "Bearer " + token).build();
    for (int attempt = 1; ; attempt++) {
      boolean last = !repeatable || attempt == ATTEMPTS;
      try {
        HttpResponse<byte[]> response = send(request);
        if (last || (response.statusCode() != 503 && response.statusCode() != 429)) {
          return response;
        }
      } catch (CliException e) {
        if (last
            || !(e.getCause() instanceof IOException)
            || e.getCause() instanceof ConnectException) {
          throw e;
        }
      }
      pause(Duration.ofMillis(250L << attempt));
    }
  }

  private HttpRequest.Builder request(
      String method, String path, JsonNode body, Map<String, String> headers) {
    BodyPublisher publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.line(body));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + "/api/v1" + path))
            .timeout(ANSWER_TIMEOUT)
            .header("User-Agent", USER_AGENT)
            .method(method, publisher);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    return request;
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    return send(request, BodyHandlers.ofByteArray());
  }

  private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) {
    try {
      return http.send(request, body);
    } catch (HttpTimeoutException e) {
      throw new CliException(Exit.TIMED_OUT, server + " did not answer in time.", e);
    } catch (ConnectException e) {
      throw new CliException(
          Exit.ERROR,
          server + " cannot be reached. Is the server running, and is this its URL?",
          e);
    } catch (IOException e) {
      throw broken(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private CliException broken(IOException e) {
    if (e instanceof SSLHandshakeException) {
      return new CliException(
          Exit.ERROR,
          "The certificate of "
              + server
              + " is not believed: "
              + e.getMessage()
              + ". Of an authority of your own give the certificate with "
              + Trust.OPTION
              + " FILE or "
              + Trust.VARIABLE
              + ".",
          e);
    }
    return new CliException(
        Exit.ERROR, "The connection to " + server + " failed: " + e.getMessage(), e);
  }

  private static HttpResponse<byte[]> checked(HttpResponse<byte[]> response) {
    if (response.statusCode() / 100 != 2) {
      throw Problem.of(response);
    }
    return response;
  }

  private JsonNode json(HttpResponse<byte[]> response) {
    if (response.body().length == 0) {
      return Json.object();
    }
    try {
      return Json.parse(response.body());
    } catch (IOException e) {
      throw new CliException(
          Exit.ERROR, server + " did not answer with JSON. Is it an OpsConductor server?", e);
    }
  }

  static void pause(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static CliException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new CliException(Exit.INTERRUPTED, "Interrupted.", cause);
  }
}
