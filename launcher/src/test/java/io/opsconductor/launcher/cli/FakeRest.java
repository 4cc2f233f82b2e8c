package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Plays the REST interface: what it is told to answer; of lists that are not told of, empty ones.
 */
final class FakeRest implements AutoCloseable {

  /** An answer. */
  record Answer(int status, String body) {}

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer http;
  private final Map<String, Function<JsonNode, Answer>> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  FakeRest() {
    http = vertx.createHttpServer().requestHandler(this::request);
    http.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
  }

  String url() {
    return "http://127.0.0.1:" + http.actualPort();
  }

  /**
   * Answers with 200.
   *
   * @param request method and path with its query, decoded, such as {@code GET /jobs?name=a b}
   * @param json with ' for "
   */
  FakeRest on(String request, String json) {
    return on(request, body -> new Answer(200, json.replace('\'', '"')));
  }

  FakeRest on(String request, Function<JsonNode, Answer> answer) {
    answers.put(request, answer);
    return this;
  }

  static Answer refusal(int status, String code, String detail) {
    return new Answer(status, "{\"code\":\"%s\",\"detail\":\"%s\"}".formatted(code, detail));
  }

  /** What was asked, as {@code METHOD path body}, with ' for ". */
  List<String> requests() {
    return requests;
  }

  /** Only those that would change something. */
  List<String> changes() {
    return requests.stream()
        .filter(request -> !request.startsWith("GET ") && !request.contains("/preview "))
        .toList();
  }

  private void request(HttpServerRequest request) {
    request.body().onSuccess(body -> answer(request, body));
  }

  private void answer(HttpServerRequest request, Buffer body) {
    String path = URLDecoder.decode(request.uri(), StandardCharsets.UTF_8);
    String asked = request.method() + " " + path.replaceFirst("^/api/v1", "");
    String plain = asked.replaceFirst("[?&]limit=\\d+", "");
    requests.add((plain + " " + body.toString().replace('"', '\'')).strip());
    Answer answer =
        answers
            .getOrDefault(plain, missing -> unknown(plain))
            .apply(body.length() == 0 ? Json.object() : parsed(body));
    request.response().setStatusCode(answer.status()).end(answer.body());
  }

  private static Answer unknown(String request) {
    return request.startsWith("GET ") && (request.contains("?") || !request.matches(".*/.*/.*"))
        ? new Answer(200, "{\"items\":[]}")
        : refusal(404, "not_found", "Nothing is at " + request);
  }

  private static JsonNode parsed(Buffer body) {
    try {
      return Json.parse(body.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
