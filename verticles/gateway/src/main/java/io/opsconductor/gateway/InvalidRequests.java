package io.opsconductor.gateway;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** What is wrong with something that is no HTTP request. */
final class InvalidRequests {
  private InvalidRequests() {}

  static HttpProblemException problem(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException tooLong ->
          HttpProblem.URI_TOO_LONG.because("The request line is too long");
      case TooLongHttpHeaderException tooLong ->
          HttpProblem.HEADERS_TOO_LARGE.because("The headers are too large");
      case null, default -> HttpProblem.BAD_REQUEST.because("This is not an HTTP request");
    };
  }
}
