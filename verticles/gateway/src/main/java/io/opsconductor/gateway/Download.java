package io.opsconductor.gateway;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.LogEntry;
import io.opsconductor.contracts.executions.LogPart;
import io.opsconductor.contracts.executions.ReadLog;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One log on its way to one client. The next part is read when the client has taken most of the one
 * before. It ends with what was stored when it began; what does not come so far is never ended as
 * if it were whole: then the connection is cut. Belongs to one event loop.
 */
final class Download {
  private static final Logger LOG = LoggerFactory.getLogger(Download.class);
  private static final CharSequence DISPOSITION =
      HttpHeaders.createOptimized("Content-Disposition");
  private static final int PART_BYTES = 256 * 1024;
  private static final int TRIES = 5;
  private static final long PAUSE_MS = 500;

  private final Vertx vertx;
  private final Exchange exchange;
  private final HttpServerResponse response;
  private final LogReader reader;
  private final Authenticator authenticator;
  private final LogFilter filter;
  private final DownloadFormat format;
  private final Duration stall;
  private final UUID executionId;
  private final Promise<Void> done = Promise.promise();
  private long seq;
  private long last;
  private int tries;
  private long timer = -1;

  /**
   * @param stall how long the client may take nothing
   */
  Download(
      Vertx vertx,
      Exchange exchange,
      LogReader reader,
      Authenticator authenticator,
      LogFilter filter,
      DownloadFormat format,
      Duration stall) {
    this.vertx = vertx;
    this.exchange = exchange;
    this.response = exchange.request().response();
    this.reader = reader;
    this.authenticator = authenticator;
    this.filter = filter;
    this.format = format;
    this.stall = stall;
    this.executionId = exchange.id();
  }

  /**
   * Fails when nothing was sent yet, and a problem can be.
   *
   * @param fromSeq the last entry that is known already
   */
  Future<?> begin(long fromSeq) {
    seq = fromSeq;
    return reader
        .entries(
            new ReadLog(executionId, seq, PART_BYTES, filter.target()),
            exchange.session().contextToken())
        .map(
            part -> {
              last = part.lastSeq();
              head();
              took(part);
              return null;
            });
  }

  /** Something was in the way before the first byte. */
  void refused() {
    finish();
  }

  /** Completes when nothing more is sent, for whatever reason. */
  Future<Void> over() {
    return done.future();
  }

  private void head() {
    Answers.begin(exchange.request(), exchange.trace(), 200)
        .putHeader(HttpHeaders.CONTENT_TYPE, format.mediaType())
        .putHeader(
            DISPOSITION,
            "attachment; filename=\"execution-" + executionId + "." + format.extension() + "\"")
        .setChunked(true);
    response.closeHandler(gone -> finish());
    response.exceptionHandler(broken -> finish());
    response.drainHandler(drained -> drained());
  }

  private boolean isOver() {
    return done.future().isComplete() || response.closed();
  }

  private void took(LogPart part) {
    if (exchange.request().method().equals(HttpMethod.HEAD)) {
      response.end();
      finish();
      return;
    }
    tries = 0;
    Buffer out = Buffer.buffer();
    for (LogEntry entry : part.entries()) {
      if (entry.seq() <= last && filter.wants(entry)) {
        format.add(entry, out);
      }
      seq = entry.seq();
    }
    if (seq >= last) {
      format.end(out);
      response.end(out);
      finish();
    } else if (part.entries().isEmpty()) {
      cut("The log has a gap", null);
    } else {
      send(out);
    }
  }

  private void send(Buffer out) {
    if (out.length() > 0) {
      response.write(out);
    }
    if (response.writeQueueFull()) {
      timer = vertx.setTimer(stall.toMillis(), late -> cut("A client took nothing", null));
    } else {
      next();
    }
  }

  private void drained() {
    if (timer >= 0 && vertx.cancelTimer(timer)) {
      timer = -1;
      next();
    }
  }

  /** Asks each time whether the caller still may: a download can outlast a session. */
  private void next() {
    authenticator
        .session(exchange.accessToken())
        .compose(
            session -> {
              session.require(exchange.operation().access());
              return reader.entries(
                  new ReadLog(executionId, seq, PART_BYTES, null), session.contextToken());
            })
        .onComplete(
            read -> {
              if (isOver()) {
                finish();
              } else if (read.succeeded()) {
                took(read.result());
              } else {
                failed(read.cause());
              }
            });
  }

  private void failed(Throwable failure) {
    if (failure instanceof OpsException e && e.retryable() && ++tries < TRIES) {
      timer =
          vertx.setTimer(
              PAUSE_MS << tries,
              again -> {
                timer = -1;
                next();
              });
    } else {
      cut("A download could not go on", failure);
    }
  }

  private void cut(String why, Throwable failure) {
    if (isOver()) {
      finish();
      return;
    }
    LOG.atWarn()
        .addKeyValue("executionId", executionId)
        .addKeyValue("correlationId", exchange.trace().traceId())
        .log("{}: {}", why, failure == null ? "it was cut" : failure.toString());
    finish();
    if (exchange.request().version() == HttpVersion.HTTP_2) {
      response.reset();
    } else {
      exchange.request().connection().close();
    }
  }

  private void finish() {
    vertx.cancelTimer(timer);
    done.tryComplete();
  }
}
