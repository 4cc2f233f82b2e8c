package io.opsconductor.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of the stream. */
final class TestSocket implements AutoCloseable {
  private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Short> closed = new CompletableFuture<>();
  private final WebSocketClient client;
  private final WebSocket socket;

  private TestSocket(WebSocketClient client, WebSocket socket) {
    this.client = client;
    this.socket = socket;
    socket.textMessageHandler(text -> received.add(new JsonObject(text)));
    socket.closeHandler(gone -> closed.complete(socket.closeStatusCode()));
  }

  /** Connects; the token may be null. */
  static TestSocket connect(Vertx vertx, int port, String token, String... headers) {
    WebSocketClient client = vertx.createWebSocketClient(new WebSocketClientOptions());
    WebSocketConnectOptions options =
        new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/api/v1/stream");
    if (token != null) {
      options.addHeader("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      options.addHeader(headers[i], headers[i + 1]);
    }
    return new TestSocket(client, client.connect(options).await());
  }

  /** Connects over TLS, which it believes as the authority says. */
  static TestSocket secure(Vertx vertx, int port, String token, String authority) {
    WebSocketClientOptions client =
        new WebSocketClientOptions()
            .setSsl(true)
            .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authority)));
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost("localhost")
            .setPort(port)
            .setURI("/api/v1/stream")
            .addHeader("Authorization", "Bearer " + token)
            .addHeader("Origin", "https://localhost:" + port);
    WebSocketClient made = vertx.createWebSocketClient(client);
    return new TestSocket(made, made.connect(options).await());
  }

  void say(String frame) {
    socket.writeTextMessage(frame).await();
  }

  void subscribe(String id, Object executionId, long fromSeq) {
    say(
        new JsonObject()
            .put("type", "subscribe")
            .put("id", id)
            .put("executionId", executionId.toString())
            .put("fromSeq", fromSeq)
            .encode());
  }

  /** The next message, within 10 s. */
  JsonObject next() {
    try {
      JsonObject message = received.poll(10, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("No message came");
      }
      return message;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether a message comes within this time, which is taken then. */
  boolean takesWithin(Duration time) {
    try {
      return received.poll(time.toMillis(), TimeUnit.MILLISECONDS) != null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Messages up to one of this type, which is the last. */
  List<JsonObject> until(String type) {
    List<JsonObject> messages = new ArrayList<>();
    do {
      messages.add(next());
    } while (!messages.getLast().getString("type").equals(type));
    return messages;
  }

  boolean isClosed() {
    return closed.isDone();
  }

  boolean silent() {
    return received.isEmpty();
  }

  void pause() {
    socket.pause();
  }

  void resume() {
    socket.resume();
  }

  WebSocket raw() {
    return socket;
  }

  /** The status of the close, within 30 s. */
  int closeCode() {
    return closed.orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** What was said at the close, within 30 s. */
  String closeReason() {
    closeCode();
    return socket.closeReason();
  }

  @Override
  public void close() {
    client.close();
  }
}
