package io.opsconductor.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Reads a request's body, up to a size and within a time. */
final class BodyReader {
  private static final long LONGEST_MS = 30_000;
  private static final long GOODBYE_MS = 1000;

  private final Vertx vertx;
  private final int maxBytes;

  BodyReader(Vertx vertx, int maxBytes) {
    this.vertx = vertx;
    this.maxBytes = maxBytes;
  }

  /** The whole body. Of a paused request it takes up reading again. */
  Future<Buffer> read(HttpServerRequest request) {
    if (announced(request) > maxBytes) {
      return Future.failedFuture(tooLarge(request));
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))
        && !HttpVersion.HTTP_1_0.equals(request.version())) {
      request.response().writeContinue();
    }
    Promise<Buffer> read = Promise.promise();
    Buffer body = Buffer.buffer();
    long timer =
        vertx.setTimer(
            LONGEST_MS,
            late ->
                read.tryFail(
                    HttpProblem.REQUEST_TIMEOUT.because("The body did not come within 30 s")));
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() <= maxBytes) {
            body.appendBuffer(chunk);
          } else if (!read.future().isComplete()) {
            read.tryFail(tooLarge(request));
          }
        });
    request.exceptionHandler(gone -> read.tryFail(gone));
    request.endHandler(end -> read.tryComplete(body));
    request.resume();
    return read.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private static long announced(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  /**
   * What still comes is read and dropped for a moment, so that the client gets to read the answer;
   * then the connection is closed.
   */
  private HttpProblemException tooLarge(HttpServerRequest request) {
    request.handler(dropped -> {}).resume();
    vertx.setTimer(GOODBYE_MS, later -> request.connection().close());
    return HttpProblem.BODY_TOO_LARGE.because("The body may have at most " + maxBytes + " bytes");
  }
}
