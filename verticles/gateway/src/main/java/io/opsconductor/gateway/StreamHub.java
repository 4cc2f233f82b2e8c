package io.opsconductor.gateway;

import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.LogAppended;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.HintBus;
import io.opsconductor.platform.group.Background;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.VertxInternal;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The tails of all executions that are watched on this node, one each, and the one listener to
 * hints. Everything runs on one event loop of its own; the methods may be called on any thread.
 */
final class StreamHub implements Background {
  private final Vertx vertx;
  private final Context context;
  private final HintBus hints;
  private final LogReader reader;
  private final Map<UUID, LogTail> tails = new HashMap<>();
  private MessageConsumer<Buffer> listener;

  StreamHub(Vertx vertx, BusClient bus, HintBus hints, Clock clock) {
    this.vertx = vertx;
    this.context = ((VertxInternal) vertx).createEventLoopContext();
    this.hints = hints;
    this.reader = new LogReader(bus, clock);
  }

  @Override
  public void start() {
    context.runOnContext(
        here -> listener = hints.subscribe(ExecutionOperations.LOG_APPENDED, this::hint));
  }

  /** From now on the watcher, which has seen up to {@code seen}, gets what is appended. */
  void join(UUID executionId, LogTail.Watcher watcher, long seen) {
    context.runOnContext(
        here -> tails.computeIfAbsent(executionId, id -> tail(id, seen)).join(watcher, seen));
  }

  void leave(UUID executionId, LogTail.Watcher watcher) {
    context.runOnContext(
        here -> {
          LogTail tail = tails.get(executionId);
          if (tail != null) {
            tail.leave(watcher);
          }
        });
  }

  private LogTail tail(UUID executionId, long seq) {
    return new LogTail(vertx, reader, executionId, seq, () -> tails.remove(executionId));
  }

  private void hint(LogAppended appended) {
    LogTail tail = tails.get(appended.executionId());
    if (tail != null) {
      tail.hint(appended.seq());
    }
  }

  @Override
  public void close() {
    context.runOnContext(
        here -> {
          if (listener != null) {
            listener.unregister();
          }
        });
  }
}
