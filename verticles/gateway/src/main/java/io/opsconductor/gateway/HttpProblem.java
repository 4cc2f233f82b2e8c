package io.opsconductor.gateway;

import java.util.Locale;

/** What HTTP itself refuses, before any service is asked. */
enum HttpProblem {
  BAD_REQUEST(400),
  /** No route has this path. */
  NO_SUCH_ROUTE(404),
  /** The path has routes, but none of this method; {@code Allow} names those that it has. */
  METHOD_NOT_ALLOWED(405),
  /** The body did not come in time. */
  REQUEST_TIMEOUT(408),
  BODY_TOO_LARGE(413),
  URI_TOO_LONG(414),
  UNSUPPORTED_MEDIA_TYPE(415),
  /** The route speaks WebSocket only. */
  UPGRADE_REQUIRED(426),
  /** An edit must say with {@code If-Match} which version it is of. */
  PRECONDITION_REQUIRED(428),
  /** Too many from this address; {@code Retry-After} says when to come again. */
  TOO_MANY_REQUESTS(429),
  HEADERS_TOO_LARGE(431),
  /** The origin of the page is not one that may do this. */
  ORIGIN_REFUSED(403),
  /** What would be sent must not be read on its way, and there is no TLS. */
  TLS_REQUIRED(403);

  private final int status;

  HttpProblem(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  HttpProblemException because(String detail) {
    return new HttpProblemException(this, detail);
  }
}
