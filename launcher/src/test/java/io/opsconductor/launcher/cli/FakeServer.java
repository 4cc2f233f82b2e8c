package io.opsconductor.launcher.cli;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays the edges of the protocol that a healthy server seldom shows. */
final class FakeServer implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer http;
  private final List<List<String>> connections = new CopyOnWriteArrayList<>();
  private final List<String> subscriptions = new CopyOnWriteArrayList<>();
  private final List<String> idempotencyKeys = new CopyOnWriteArrayList<>();
  private final AtomicInteger refreshes = new AtomicInteger();
  private volatile String accepted = "token-0";
  private volatile boolean refreshing = true;

  FakeServer() {
    http =
        vertx
            .createHttpServer()
            .requestHandler(this::request)
            .webSocketHandshakeHandler(
                handshake -> {
                  boolean known = isAccepted(handshake.headers().get("Authorization"));
                  if (known) {
                    handshake.accept();
                  } else {
                    handshake.reject(401);
                  }
                })
            .webSocketHandler(this::stream);
    http.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + http.actualPort());
  }

  /** From now on only this token is good. */
  void accept(String token) {
    accepted = token;
  }

  void refuseRefresh() {
    refreshing = false;
  }

  /**
   * What the next connection sends; {@code close N} ends it with that code, {@code drop} without.
   */
  void onConnection(String... script) {
    connections.add(List.of(script));
  }

  List<String> subscriptions() {
    return subscriptions;
  }

  List<String> idempotencyKeys() {
    return idempotencyKeys;
  }

  int refreshes() {
    return refreshes.get();
  }

  private boolean isAccepted(String header) {
    return ("Bearer " + accepted).equals(header);
  }

  private void request(HttpServerRequest request) {
    request
        .body()
        .onSuccess(body -> answer(request, body.length() == 0 ? null : body.toJsonObject()));
  }

  private void answer(HttpServerRequest request, JsonObject body) {
    if (request.path().equals("/api/v1/auth/refresh")) {
      refresh(request, body);
    } else if (!isAccepted(request.getHeader("Authorization"))) {
      request.response().setStatusCode(401).end("{\"detail\":\"No\",\"code\":\"unauthenticated\"}");
    } else if (request.path().equals("/api/v1/executions")) {
      idempotencyKeys.add(request.getHeader("Idempotency-Key"));
      boolean first = idempotencyKeys.size() == 1;
      request.response().setStatusCode(first ? 503 : 202).end("{\"id\":\"x\"}");
    } else if (request.path().endsWith("/output/search")) {
      search(request);
    } else if (request.path().endsWith("/output")) {
      download(request);
    } else {
      request.response().end("{\"username\":\"ann\",\"roles\":[]}");
    }
  }

  /** Two pages, the first of them empty; or nothing at all. */
  private static void search(HttpServerRequest request) {
    boolean none = request.getParam("q").equals("none");
    boolean first = request.getParam("cursor") == null;
    String hit =
        "{\"taskId\":\"1\",\"target\":{\"name\":\"web-1\"},\"lineNumber\":1,\"line\":\"found\"}";
    JsonObject part = new JsonObject("{\"items\":[" + (first || none ? "" : hit) + "]}");
    if (first && !none) {
      part.put("nextCursor", "next");
    }
    request.response().end(part.encode());
  }

  /** Lines; as {@code ndjson} the connection is lost before the end. */
  private static void download(HttpServerRequest request) {
    request.response().setChunked(true).write("web-1 | a\u001b\n");
    if (request.getParam("format").equals("ndjson")) {
      request.connection().close();
    } else {
      request.response().end("web-1 | b\n");
    }
  }

  /** The refresh token {@code refresh-N} is good once, for {@code token-N+1}. */
  private void refresh(HttpServerRequest request, JsonObject body) {
    int number = refreshes.getAndIncrement();
    if (!refreshing || !body.getString("refreshToken").equals("refresh-" + number)) {
      request.response().setStatusCode(401).end("{\"detail\":\"Used up\"}");
      return;
    }
    accepted = "token-" + (number + 1);
    request
        .response()
        .end(
            new JsonObject()
                .put("accessToken", accepted)
                .put("refreshToken", "refresh-" + (number + 1))
                .put("expiresIn", 600)
                .encode());
  }

  private void stream(ServerWebSocket socket) {
    socket.textMessageHandler(
        text -> {
          subscriptions.add(text);
          for (String line : connections.get(subscriptions.size() - 1)) {
            if (line.startsWith("close ")) {
              socket.close(Short.parseShort(line.substring(6)));
            } else if (line.equals("drop")) {
              socket.end();
            } else {
              socket.writeTextMessage(line);
            }
          }
        });
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
