package io.opsconductor.gateway;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One execution watched on one socket. It reads the store by itself until it has caught up, then
 * gets what the shared tail reads, and goes back to reading by itself when the client is slow. In
 * each state the only thing that it keeps is the last {@code seq} that was sent.
 *
 * <pre>
 *   READING ──caught up──▶ LIVE ──────────end──▶ OVER
 *    ▲  │  ▲                 │
 *    │  │  └────let go───────┤
 *    │  └──output must wait─▶ STALLED
 *    └───────drained─────────┘
 * </pre>
 *
 * Belongs to the socket's event loop, but for what the tail calls.
 */
final class Subscription implements LogTail.Watcher {
  private static final int PART_BYTES = 256 * 1024;
  private static final int SLOW_PART_BYTES = 64 * 1024;
  private static final int MAX_OFFERED = 8;
  private static final int FIRST_TRIES = 3;
  private static final long SLOW_NANOS = 1_000_000_000L;

  private enum State {
    READING,
    LIVE,
    STALLED,
    OVER
  }

  private final String id;
  private final String idJson;
  private final UUID executionId;
  private final StreamSocket socket;
  private final Vertx vertx;
  private final Context context;
  private final LogReader reader;
  private final StreamHub hub;
  private final int laggedAfter;
  private final AtomicInteger offered = new AtomicInteger();
  private State state = State.READING;
  private long sent;
  private long stalledAt;
  private boolean slow;
  private boolean told;
  private boolean allowed;
  private boolean delivered;
  private int tries;

  Subscription(
      ClientFrame.Subscribe asked,
      StreamSocket socket,
      Vertx vertx,
      LogReader reader,
      StreamHub hub,
      int laggedAfter) {
    this.id = asked.id();
    this.idJson = Frame.idJson(asked.id());
    this.executionId = asked.executionId();
    this.sent = asked.fromSeq();
    this.socket = socket;
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.reader = reader;
    this.hub = hub;
    this.laggedAfter = laggedAfter;
  }

  void start() {
    read();
  }

  /** The client has read what was queued, or is known again to be signed in. */
  void drained() {
    if (state == State.STALLED) {
      slow |= System.nanoTime() - stalledAt > SLOW_NANOS;
      state = State.READING;
      read();
    }
  }

  /**
   * The caller may see some executions only, perhaps no longer this one: who reads for all that
   * watch cannot tell, so that this one reads for itself again.
   */
  void recheck() {
    if (state == State.LIVE) {
      hub.leave(executionId, this);
      state = State.READING;
      read();
    }
  }

  /** Ends it; nothing more is sent. */
  void close() {
    State before = state;
    state = State.OVER;
    if (before == State.LIVE) {
      hub.leave(executionId, this);
    }
  }

  private void read() {
    reader
        .read(executionId, sent, slow ? SLOW_PART_BYTES : PART_BYTES, contextToken())
        .onComplete(
            read -> {
              if (state != State.READING) {
                return;
              }
              if (read.succeeded()) {
                took(read.result());
              } else {
                failed(read.cause());
              }
            });
  }

  private void took(LogReader.Part part) {
    allowed = true;
    tries = 0;
    if (part.lastSeq() < sent) {
      refused(new OpsException(ErrorCode.INVALID_REQUEST, "fromSeq is past the newest entry"));
      return;
    }
    tellIfLagged(part.lastSeq());
    if (!send(part.frames())) {
      waitIfIncomplete();
    } else if (state == State.READING && !part.frames().isEmpty()) {
      delivered = true;
      next(part.lastSeq());
    } else if (state == State.READING) {
      caughtUp();
    }
  }

  private void next(long lastSeq) {
    if (sent < lastSeq) {
      read();
    } else {
      goLive();
    }
  }

  /**
   * A client that has seen all that there is may have seen the end: then there is no more to come.
   */
  private void caughtUp() {
    if (delivered || sent == 0) {
      goLive();
      return;
    }
    delivered = true;
    reader
        .read(executionId, sent - 1, 1, contextToken())
        .onComplete(
            read -> {
              if (state != State.READING) {
                return;
              }
              if (read.failed()) {
                delivered = false;
                failed(read.cause());
              } else if (!read.result().frames().isEmpty()
                  && read.result().frames().getFirst().last()) {
                sent--;
                send(read.result().frames());
              } else {
                goLive();
              }
            });
  }

  private void goLive() {
    state = State.LIVE;
    slow = false;
    told = false;
    hub.join(executionId, this, sent);
  }

  /** The store has no gaps: what is missing is there when it is read again. */
  private void waitIfIncomplete() {
    if (state == State.READING) {
      failed(new OpsException(ErrorCode.SERVICE_UNAVAILABLE, "An entry was missing"));
    }
  }

  private void tellIfLagged(long lastSeq) {
    if (slow && !told && lastSeq - sent > laggedAfter) {
      told = true;
      socket.send(Frame.lagged(idJson, sent));
    }
  }

  /**
   * Sends what was not sent yet; false when the client does not keep up or something is missing.
   */
  private boolean send(List<Frame> frames) {
    for (Frame frame : frames) {
      if (frame.seq() <= sent) {
        continue;
      }
      if (socket.takesNoOutput()) {
        state = State.STALLED;
        stalledAt = System.nanoTime();
        return false;
      }
      if (frame.seq() != sent + 1) {
        return false;
      }
      socket.send(frame.text(idJson));
      sent = frame.seq();
      if (frame.last()) {
        state = State.OVER;
        socket.over(id);
        return true;
      }
    }
    return true;
  }

  /**
   * A failure that may pass is waited out, for as long as it takes once the client was shown to be
   * allowed: the store has what comes meanwhile.
   */
  private void failed(Throwable failure) {
    boolean passing = failure instanceof OpsException e && e.retryable();
    if (passing && (allowed || ++tries < FIRST_TRIES)) {
      vertx.setTimer(
          ThreadLocalRandom.current().nextLong(800, 1200),
          again -> {
            if (state == State.READING) {
              read();
            }
          });
      return;
    }
    refused(
        failure instanceof OpsException e
            ? e
            : StreamSocket.defect("A subscription met a defect", failure));
  }

  private void refused(OpsException reason) {
    state = State.OVER;
    socket.refused(id, reason);
  }

  @Override
  public boolean offer(List<Frame> frames) {
    if (offered.incrementAndGet() > MAX_OFFERED) {
      offered.decrementAndGet();
      return false;
    }
    context.runOnContext(
        here -> {
          offered.decrementAndGet();
          if (state == State.LIVE && !send(frames)) {
            fellBehind();
          }
        });
    return true;
  }

  private void fellBehind() {
    hub.leave(executionId, this);
    if (state == State.STALLED) {
      slow = true;
    } else {
      state = State.READING;
      read();
    }
  }

  @Override
  public void letGo() {
    context.runOnContext(
        here -> {
          if (state == State.LIVE) {
            state = State.READING;
            read();
          }
        });
  }

  @Override
  public String contextToken() {
    return socket.contextToken();
  }
}
