package io.opsconductor.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * From where requests come.
 *
 * @param trustForwarded whether a proxy of one's own says it in {@code X-Forwarded-For}
 */
record ClientAddresses(boolean trustForwarded) {
  /** Without the port; empty when it is not known. */
  String of(HttpServerRequest request) {
    List<String> forwarded =
        trustForwarded ? request.headers().getAll("X-Forwarded-For") : List.of();
    if (!forwarded.isEmpty()) {
      String last = forwarded.getLast();
      return last.substring(last.lastIndexOf(',') + 1).strip();
    }
    return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
  }
}
