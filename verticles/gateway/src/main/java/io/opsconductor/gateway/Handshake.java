package io.opsconductor.gateway;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.Base64;

/** What a request must be to become a WebSocket (RFC 6455 §4.2.1); what is not gets a problem. */
final class Handshake {
  private static final String VERSION_HEADER = "Sec-WebSocket-Version";
  private static final String KEY_HEADER = "Sec-WebSocket-Key";
  private static final String VERSION = "13";
  private static final int KEY_BYTES = 16;

  private Handshake() {}

  static void check(HttpServerRequest request) {
    if (!request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)
        || request.version() != HttpVersion.HTTP_1_1) {
      request.response().putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
      throw HttpProblem.UPGRADE_REQUIRED.because("This path speaks WebSocket");
    }
    if (!VERSION.equals(request.getHeader(VERSION_HEADER))) {
      request.response().putHeader(VERSION_HEADER, VERSION);
      throw HttpProblem.UPGRADE_REQUIRED.because("This path speaks version 13 of WebSocket");
    }
    if (!HttpMethod.GET.equals(request.method())
        || !asksForUpgrade(request)
        || !isKey(request.getHeader(KEY_HEADER))) {
      throw HttpProblem.BAD_REQUEST.because("This is not the handshake of a WebSocket");
    }
  }

  private static boolean asksForUpgrade(HttpServerRequest request) {
    return request.headers().getAll(HttpHeaders.CONNECTION).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .anyMatch(token -> token.strip().equalsIgnoreCase("upgrade"));
  }

  private static boolean isKey(String key) {
    try {
      return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
