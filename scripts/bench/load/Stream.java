import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;

/**
 * A WebSocket client that notes when each message is there, and reads it on a thread of its own.
 */
final class Stream implements WebSocket.Listener, AutoCloseable {

  private record Message(long micros, String text) {}

  private final LinkedBlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final StringBuilder partial = new StringBuilder();
  private WebSocket socket;

  static Stream open(HttpClient http, URI uri, String token, BiConsumer<Long, String> onMessage) {
    Stream stream = new Stream();
    stream.socket =
        http.newWebSocketBuilder()
            .header("Authorization", "Bearer " + token)
            .buildAsync(uri, stream)
            .join();
    Thread.ofPlatform().daemon().start(() -> stream.read(onMessage));
    return stream;
  }

  private void read(BiConsumer<Long, String> onMessage) {
    try {
      while (true) {
        Message message = messages.take();
        onMessage.accept(message.micros(), message.text());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void subscribe(String executionId) throws Exception {
    socket
        .sendText(
            Product.JSON.writeValueAsString(
                Map.of(
                    "type",
                    "subscribe",
                    "id",
                    executionId,
                    "executionId",
                    executionId,
                    "fromSeq",
                    0)),
            true)
        .join();
  }

  static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      messages.add(new Message(nowMicros(), partial.toString()));
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    System.err.println("the stream was closed: " + code + " " + reason);
    System.exit(1);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    System.err.println("the stream broke: " + error);
    System.exit(1);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
