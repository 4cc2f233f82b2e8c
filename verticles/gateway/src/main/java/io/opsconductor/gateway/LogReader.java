package io.opsconductor.gateway;

import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.LogPart;
import io.opsconductor.contracts.executions.ReadLog;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Origin;
import io.opsconductor.platform.bus.Trace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * Reads parts of the ordered log on behalf of users, a bounded number at once, so that a storm of
 * reconnecting clients becomes a queue here and not one at executions. Belongs to one event loop.
 */
final class LogReader {
  private static final int MAX_AT_ONCE = 16;

  private final BusClient bus;
  private final Clock clock;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int atOnce;

  /**
   * Entries in order.
   *
   * @param lastSeq the newest that is stored
   */
  record Part(List<Frame> frames, long lastSeq) {}

  LogReader(BusClient bus, Clock clock) {
    this.bus = bus;
    this.clock = clock;
  }

  /** The entries after {@code fromSeq}, as far as {@code maxBytes} reach. */
  Future<Part> read(UUID executionId, long fromSeq, int maxBytes, String contextToken) {
    return entries(new ReadLog(executionId, fromSeq, maxBytes, null), contextToken)
        .map(LogReader::rendered);
  }

  /** As {@link #read}, not rendered. */
  Future<LogPart> entries(ReadLog request, String contextToken) {
    if (atOnce < MAX_AT_ONCE) {
      return ask(request, contextToken);
    }
    Promise<LogPart> later = Promise.promise();
    waiting.add(() -> ask(request, contextToken).onComplete(later));
    return later.future();
  }

  private Future<LogPart> ask(ReadLog request, String contextToken) {
    atOnce++;
    var operation = ExecutionOperations.READ_LOG;
    Origin origin =
        new Origin(contextToken, Trace.begin(), clock.instant().plus(operation.timeout()));
    return bus.sendRaw(operation, Wire.encode(request), origin)
        .map(reply -> Wire.decode(reply, LogPart.class))
        .onComplete(done -> next());
  }

  private void next() {
    atOnce--;
    Runnable following = waiting.poll();
    if (following != null) {
      following.run();
    }
  }

  private static Part rendered(LogPart part) {
    return new Part(part.entries().stream().map(Frame::of).toList(), part.lastSeq());
  }
}
