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
      return Future.failedFuture(tooLarge());
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
            read.tryFail(tooLarge());
          }
        });
    request.exceptionHandler(
        broken ->
            read.tryFail(HttpProblem.BAD_REQUEST.because("The body did not come to its end")));
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
   * Drops a body that nobody wants, for a moment, so that the client gets to read the answer. After
   * it the client is cut off: it may not go on sending for ever.
   */
  void drop(HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    request.handler(dropped -> {}).resume();
    if (hasBody(request)) {
      vertx.setTimer(GOODBYE_MS, later -> cutOff(request));
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || announced(request) > 0;
  }

  private static void cutOff(HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset();
    } else {
      request.connection().close();
    }
  }

  private HttpProblemException tooLarge() {
    return HttpProblem.BODY_TOO_LARGE.because("The body may have at most " + maxBytes + " bytes");
  }
}
