package io.opsconductor.launcher.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One WebSocket connection. It takes at most {@link #WINDOW} messages ahead, so that a slow reader
 * slows the server instead of filling the memory.
 */
final class StreamConnection implements WebSocket.Listener, AutoCloseable {

  static final int UNAUTHENTICATED = 4401;

  private static final int WINDOW = 64;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** The connection ended, or never came about. */
  static final class Lost extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;

    /**
     * @param code an HTTP status of the handshake, a close code of the WebSocket, or 0
     */
    Lost(int code, String message, Throwable cause) {
      super(message, cause);
      this.code = code;
    }

    boolean isUnauthenticated() {
      return code == 401 || code == UNAUTHENTICATED;
    }

    int code() {
      return code;
    }
  }

  private sealed interface Event {
    record Text(String text) implements Event {}

    record Gone(Lost why) implements Event {}
  }

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final StringBuilder partial = new StringBuilder();
  private final WebSocket socket;
  private volatile long heardAt = System.nanoTime();

  private StreamConnection(HttpClient http, URI uri, String token) throws Lost {
    try {
      socket =
          http.newWebSocketBuilder()
              .connectTimeout(CONNECT_TIMEOUT)
              .header("Authorization", "Bearer " + token)
              .buildAsync(uri, this)
              .join();
    } catch (CompletionException e) {
      throw lost(e.getCause());
    }
  }

  static StreamConnection open(HttpClient http, URI uri, String token) throws Lost {
    return new StreamConnection(http, uri, token);
  }

  private static Lost lost(Throwable cause) {
    return cause instanceof WebSocketHandshakeException handshake
        ? new Lost(
            handshake.getResponse().statusCode(),
            "the server answered with status " + handshake.getResponse().statusCode(),
            cause)
        : new Lost(0, words(cause), cause);
  }

  /** A refused connection has no message of its own. */
  private static String words(Throwable cause) {
    return cause.getMessage() == null ? "the server cannot be reached" : cause.getMessage();
  }

  void send(String text) throws Lost {
    try {
      socket.sendText(text, true).join();
    } catch (CompletionException e) {
      throw lost(e.getCause());
    }
  }

  /** The next message; empty when none came in the time. */
  Optional<String> next(Duration wait) throws Lost, InterruptedException {
    return switch (events.poll(wait.toMillis(), TimeUnit.MILLISECONDS)) {
      case null -> Optional.empty();
      case Event.Text message -> {
        socket.request(1);
        yield Optional.of(message.text());
      }
      case Event.Gone gone -> throw gone.why();
    };
  }

  /** Asks for a sign of life. */
  void ping() {
    socket.sendPing(ByteBuffer.allocate(0));
  }

  /** Since anything was heard. */
  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - heardAt);
  }

  @Override
  public void onOpen(WebSocket opened) {
    opened.request(WINDOW);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    heardAt = System.nanoTime();
    partial.append(data);
    if (last) {
      events.add(new Event.Text(partial.toString()));
      partial.setLength(0);
    } else {
      from.request(1);
    }
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    heardAt = System.nanoTime();
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    heardAt = System.nanoTime();
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    events.add(new Event.Gone(new Lost(code, "closed with " + code + " " + reason, null)));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    events.add(new Event.Gone(lost(error instanceof IOException ? error : new IOException(error))));
  }

  /** At once: there is nothing to say to a server that is to be asked no more. */
  @Override
  public void close() {
    socket.abort();
  }
}
