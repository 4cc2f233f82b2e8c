package io.opsconductor.gateway;

import io.opsconductor.contracts.OpsException;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The end of one execution's log, read once for all on this node who have caught up with it. Looks
 * when a hint says so, and about once a second anyway, because hints may be lost. Belongs to the
 * hub's event loop.
 */
final class LogTail {
  private static final int MAX_BYTES = 256 * 1024;

  private final Vertx vertx;
  private final LogReader reader;
  private final UUID executionId;
  private final Runnable onEmpty;
  private final Set<Watcher> watchers = new LinkedHashSet<>();
  private List<Frame> latest = List.of();
  private long seq;
  private long hinted;
  private boolean reading;
  private boolean closed;
  private long timer;

  /** A subscription that has caught up. Its methods may be called on any thread. */
  interface Watcher {
    /** Takes entries in order; false when it has too many in hand and goes on by itself. */
    boolean offer(List<Frame> frames);

    /** From now on it must read for itself. */
    void letGo();

    /** Under which the log may be read for it. */
    String contextToken();
  }

  LogTail(Vertx vertx, LogReader reader, UUID executionId, long seq, Runnable onEmpty) {
    this.vertx = vertx;
    this.reader = reader;
    this.executionId = executionId;
    this.seq = seq;
    this.onEmpty = onEmpty;
  }

  /** Adds a watcher that has seen up to {@code seen}; lets it go when the tail is too far ahead. */
  void join(Watcher watcher, long seen) {
    boolean bridged = !latest.isEmpty() && latest.getFirst().seq() <= seen + 1;
    if (seen < seq && !bridged) {
      watcher.letGo();
      leaveEmpty();
      return;
    }
    watchers.add(watcher);
    if (seen < seq && !watcher.offer(latest)) {
      drop(watcher);
    }
    if (watchers.size() == 1) {
      look();
    }
  }

  void leave(Watcher watcher) {
    watchers.remove(watcher);
    leaveEmpty();
  }

  /** The log has grown up to {@code upTo}. */
  void hint(long upTo) {
    hinted = Math.max(hinted, upTo);
    if (upTo > seq) {
      look();
    }
  }

  private void look() {
    if (reading || closed || watchers.isEmpty()) {
      return;
    }
    reading = true;
    vertx.cancelTimer(timer);
    Watcher onBehalfOf = watchers.iterator().next();
    reader
        .read(executionId, seq, MAX_BYTES, onBehalfOf.contextToken())
        .onComplete(
            read -> {
              reading = false;
              if (read.succeeded()) {
                deliver(read.result());
              } else {
                failed(read.cause());
              }
            });
  }

  private void deliver(LogReader.Part part) {
    if (!part.frames().isEmpty()) {
      latest = part.frames();
      seq = latest.getLast().seq();
      for (Watcher watcher : new ArrayList<>(watchers)) {
        if (!watcher.offer(latest)) {
          drop(watcher);
        }
      }
      if (latest.getLast().last()) {
        watchers.clear();
        leaveEmpty();
        return;
      }
    }
    if (seq < Math.max(part.lastSeq(), hinted) && !part.frames().isEmpty()) {
      look();
    } else {
      lookLater();
    }
  }

  /**
   * Nobody can read for the moment: look again later. That this one may not read says nothing about
   * the others: each reads for itself and learns its own answer.
   */
  private void failed(Throwable failure) {
    if (failure instanceof OpsException e && e.retryable()) {
      lookLater();
      return;
    }
    List<Watcher> all = new ArrayList<>(watchers);
    watchers.clear();
    all.forEach(Watcher::letGo);
    leaveEmpty();
  }

  private void lookLater() {
    vertx.cancelTimer(timer);
    if (!closed) {
      timer = vertx.setTimer(ThreadLocalRandom.current().nextLong(800, 1200), again -> look());
    }
  }

  private void drop(Watcher watcher) {
    watchers.remove(watcher);
    watcher.letGo();
    leaveEmpty();
  }

  private void leaveEmpty() {
    if (watchers.isEmpty() && !closed) {
      closed = true;
      vertx.cancelTimer(timer);
      onEmpty.run();
    }
  }
}
