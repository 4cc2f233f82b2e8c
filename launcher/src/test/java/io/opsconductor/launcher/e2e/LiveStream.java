package io.opsconductor.launcher.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A WebSocket client that keeps every message. */
final class LiveStream implements AutoCloseable, WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  private final StringBuilder partial = new StringBuilder();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private WebSocket socket;

  /** Connects with the user's token, if there is one. */
  static LiveStream open(Api api) {
    LiveStream stream = new LiveStream();
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    if (api.token() != null) {
      builder.header("Authorization", "Bearer " + api.token());
    }
    stream.socket =
        builder
            .connectTimeout(Duration.ofSeconds(5))
            .buildAsync(URI.create(api.url().replaceFirst("http", "ws") + "/api/v1/stream"), stream)
            .join();
    return stream;
  }

  /** The status with which the handshake is refused. */
  static int refusal(String url, String token) {
    try {
      HTTP.newWebSocketBuilder()
          .header("Authorization", "Bearer " + token)
          .buildAsync(
              URI.create(url.replaceFirst("http", "ws") + "/api/v1/stream"), new LiveStream())
          .join()
          .abort();
      return 101;
    } catch (CompletionException e) {
      return e.getCause() instanceof WebSocketHandshakeException refused
          ? refused.getResponse().statusCode()
          : -1;
    }
  }

  void send(String text) {
    socket.sendText(text, true).join();
  }

  void subscribe(String id, String executionId, long fromSeq) {
    try {
      send(
          Api.JSON.writeValueAsString(
              Map.of(
                  "type", "subscribe", "id", id, "executionId", executionId, "fromSeq", fromSeq)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<JsonNode> messages() {
    return messages;
  }

  /** Waits for the end of the execution and gives all messages of the subscription. */
  List<JsonNode> awaitEnd(String id, Duration longest) {
    Awaitility.await()
        .alias("end of " + id)
        .atMost(longest)
        .until(
            () ->
                messages.stream()
                    .anyMatch(
                        m ->
                            m.path("id").asText().equals(id)
                                && m.path("type").asText().equals("end")));
    return messages.stream().filter(m -> m.path("id").asText().equals(id)).toList();
  }

  /** Waits for the error of a subscription, or of the socket when the id is empty. */
  JsonNode awaitError(String id, Duration longest) {
    return Awaitility.await()
        .alias("error of " + id)
        .atMost(longest)
        .until(
            () ->
                messages.stream()
                    .filter(m -> m.path("type").asText().equals("error"))
                    .filter(m -> m.path("id").asText("").equals(id))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  JsonNode awaitMessage(String type, Duration longest) {
    Awaitility.await()
        .alias("a message " + type)
        .atMost(longest)
        .until(() -> messages.stream().anyMatch(m -> m.path("type").asText().equals(type)));
    return messages.stream()
        .filter(m -> m.path("type").asText().equals(type))
        .findFirst()
        .orElseThrow();
  }

  /** The bytes of one stream of one host, as the messages carried them. */
  static byte[] output(List<JsonNode> messages, String target, String stream) {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    for (JsonNode message : messages) {
      if (message.path("type").asText().equals("output")
          && message.path("stream").asText().equals(stream)
          && message.path("target").path("name").asText().equals(target)) {
        bytes.writeBytes(data(message));
      }
    }
    return bytes.toByteArray();
  }

  static byte[] data(JsonNode message) {
    String data = message.get("data").asText();
    return message.path("encoding").asText().equals("base64")
        ? Base64.getDecoder().decode(data)
        : data.getBytes(StandardCharsets.UTF_8);
  }

  CompletableFuture<Integer> closed() {
    return closed;
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      try {
        messages.add(Api.JSON.readTree(partial.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      partial.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    closed.complete(statusCode);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
