package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.ErrorCode;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the whole log of an execution over as many connections as it takes: after a loss it goes on
 * behind the last message it saw, so that nothing is missed and nothing comes twice.
 */
final class StreamReader {

  private static final Duration QUIET = Duration.ofSeconds(15);
  private static final Duration DEAD = Duration.ofSeconds(45);
  private static final Duration GIVE_UP = Duration.ofMinutes(5);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int REFUSALS = 3;

  private final Api api;
  private final URI uri;
  private final String executionId;
  private final FrameSink sink;
  private long lastSeq;
  private int failures;
  private int refusals;
  private long lostAt;

  StreamReader(Api api, String executionId, FrameSink sink) {
    this.api = api;
    this.executionId = executionId;
    this.sink = sink;
    this.uri = URI.create(api.server().toString().replaceFirst("^http", "ws") + "/api/v1/stream");
  }

  /** Returns after the last message. */
  void read() {
    while (true) {
      String token = api.tokens().current();
      try (StreamConnection connection = StreamConnection.open(api.http(), uri, token)) {
        connection.send(subscription());
        readFrom(connection);
        return;
      } catch (StreamConnection.Lost e) {
        afterLoss(e, token);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CliException(Exit.INTERRUPTED, "Interrupted.", e);
      }
    }
  }

  private String subscription() {
    return Json.line(
        Json.object()
            .put("type", "subscribe")
            .put("id", "cli")
            .put("executionId", executionId)
            .put("fromSeq", lastSeq));
  }

  private void readFrom(StreamConnection connection)
      throws StreamConnection.Lost, InterruptedException {
    while (true) {
      Optional<String> text = connection.next(QUIET);
      if (text.isEmpty()) {
        keepAlive(connection);
        continue;
      }
      JsonNode json = parse(text.get());
      if (handled(Frame.of(json), json)) {
        return;
      }
    }
  }

  private static void keepAlive(StreamConnection connection) throws StreamConnection.Lost {
    if (connection.silence().compareTo(DEAD) > 0) {
      throw new StreamConnection.Lost(0, "nothing was heard for " + DEAD.toSeconds() + " s", null);
    }
    connection.ping();
  }

  /** Gives the message on; whether it was the last. */
  private boolean handled(Frame frame, JsonNode json) throws StreamConnection.Lost {
    if (frame instanceof Frame.Failure failure) {
      refuse(failure);
    }
    if (failures > 0) {
      sink.notice("Connected again.");
    }
    failures = 0;
    refusals = 0;
    if (frame.seq() > lastSeq) {
      sink.frame(frame, json);
      lastSeq = frame.seq();
    }
    return frame instanceof Frame.End;
  }

  /** An error that may pass is a lost connection; another ends the reading. */
  private static void refuse(Frame.Failure failure) throws StreamConnection.Lost {
    Optional<ErrorCode> code =
        Arrays.stream(ErrorCode.values())
            .filter(known -> known.wireName().equals(failure.code()))
            .findFirst();
    if (code.isPresent() && code.get() == ErrorCode.UNAUTHENTICATED) {
      throw new StreamConnection.Lost(StreamConnection.UNAUTHENTICATED, failure.message(), null);
    }
    if (code.isPresent() && code.get().retryable()) {
      throw new StreamConnection.Lost(0, failure.message(), null);
    }
    throw new CliException(
        code.map(StreamReader::exit).orElse(Exit.ERROR),
        failure.message() + " (" + failure.code() + ")");
  }

  private static Exit exit(ErrorCode code) {
    return switch (code.category()) {
      case UNAUTHENTICATED, FORBIDDEN -> Exit.AUTH;
      case NOT_FOUND -> Exit.NOT_FOUND;
      case CONFLICT, PRECONDITION -> Exit.CONFLICT;
      case MALFORMED, INVALID, LIMIT, UNAVAILABLE, EXTERNAL, INTERNAL -> Exit.ERROR;
    };
  }

  private void afterLoss(StreamConnection.Lost loss, String token) {
    if (loss.isUnauthenticated()) {
      refusals++;
      if (refusals >= REFUSALS || !api.tokens().renew(token)) {
        throw new CliException(Exit.AUTH, "The server does not accept the token.", loss);
      }
      return;
    }
    if (loss.code() == 403 || loss.code() == 404) {
      throw new CliException(
          Exit.ofStatus(loss.code()), "The stream was refused: " + loss.getMessage(), loss);
    }
    waitForAnother(loss);
  }

  private void waitForAnother(StreamConnection.Lost loss) {
    if (failures == 0) {
      lostAt = System.nanoTime();
    }
    failures++;
    if (failures == 2) {
      sink.notice("Connection lost (" + loss.getMessage() + "); trying again.");
    }
    if (System.nanoTime() - lostAt > GIVE_UP.toNanos()) {
      throw new CliException(
          Exit.ERROR,
          api.server()
              + " cannot be reached. The execution goes on there; follow it with:\n"
              + "  opsconductor executions logs -f "
              + executionId,
          loss);
    }
    Duration pause = Duration.ofMillis(100L << Math.min(failures, 10));
    Api.pause(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
  }

  private JsonNode parse(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException e) {
      throw new CliException(Exit.ERROR, api.server() + " sent a message that is not JSON.", e);
    }
  }
}
