package io.opsconductor.testkit.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.contracts.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection of the Chrome DevTools protocol: commands and their answers, no events. */
final class DevTools implements AutoCloseable {
  /** Far longer than anything takes, on a machine that has a lot to do. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();
  private final WebSocket socket;

  /** Commands go out one by one: a socket sends nothing while it sends something else. */
  private CompletableFuture<WebSocket> sent;

  private volatile String over;

  DevTools(URI address) {
    socket = within(http.newWebSocketBuilder().buildAsync(address, new Answers()), "connect");
    sent = CompletableFuture.completedFuture(socket);
  }

  /**
   * Sends a command and waits for its answer.
   *
   * @param session of a page; null for the browser itself
   * @throws BrowserException when the browser refuses, is gone, or does not answer
   */
  JsonNode call(String session, String method, Map<String, ?> parameters) {
    int id = last.incrementAndGet();
    ObjectNode command = Wire.mapper().createObjectNode().put("id", id).put("method", method);
    command.set("params", Wire.mapper().valueToTree(parameters));
    if (session != null) {
      command.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    if (over != null) {
      end(over);
    }
    send(command.toString());
    try {
      return within(answer, method);
    } finally {
      waiting.remove(id);
    }
  }

  private synchronized void send(String text) {
    sent =
        sent.handle((before, failure) -> socket)
            .thenCompose(open -> open.sendText(text, true))
            .whenComplete(
                (open, failure) -> {
                  if (failure != null) {
                    end(failure.toString());
                  }
                });
  }

  private static <T> T within(CompletableFuture<T> future, String method) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new BrowserException(method + ": " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new BrowserException(method + " was not answered within " + PATIENCE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrowserException(method + " was interrupted", e);
    }
  }

  private void end(String why) {
    over = why;
    waiting
        .values()
        .forEach(
            answer -> answer.completeExceptionally(new BrowserException("the browser: " + why)));
  }

  private void arrived(String text) {
    try {
      JsonNode message = Wire.mapper().readTree(text);
      CompletableFuture<JsonNode> answer = waiting.get(message.path("id").asInt());
      if (answer == null) {
        return;
      }
      if (message.has("error")) {
        String said = message.path("error").path("message").asText();
        answer.completeExceptionally(new BrowserException(said));
      } else {
        answer.complete(message.path("result"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
  }

  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        String whole = text.toString();
        text.setLength(0);
        arrived(whole);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      end("closed " + status + " " + reason);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      end(error.toString());
    }
  }
}
