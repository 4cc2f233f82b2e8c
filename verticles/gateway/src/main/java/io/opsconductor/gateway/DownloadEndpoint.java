package io.opsconductor.gateway;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Sends the stored log of an execution as a file. One event loop. */
final class DownloadEndpoint implements Endpoint {
  private static final int MAX_AT_ONCE = 64;

  private final Vertx vertx;
  private final LogReader reader;
  private final Authenticator authenticator;
  private final Duration stall;
  private int atOnce;

  DownloadEndpoint(Vertx vertx, LogReader reader, Authenticator authenticator, Duration stall) {
    this.vertx = vertx;
    this.reader = reader;
    this.authenticator = authenticator;
    this.stall = stall;
  }

  @Override
  public Future<?> handle(Exchange exchange) {
    if (atOnce == MAX_AT_ONCE) {
      throw new OpsException(ErrorCode.BUSY, "Too many downloads at once; try again");
    }
    DownloadFormat format =
        "ndjson".equals(exchange.query("format")) ? new NdjsonFormat() : new TextFormat();
    LogFilter filter =
        new LogFilter(
            exchange.query("target"),
            WireNamed.of(OutputStreamName.class, exchange.query("stream")));
    Long fromSeq = exchange.queryLong("fromSeq");
    Download download = new Download(vertx, exchange, reader, authenticator, filter, format, stall);
    atOnce++;
    download.over().onComplete(over -> atOnce--);
    return download.begin(fromSeq == null ? 0 : fromSeq).onFailure(e -> download.refused());
  }
}
