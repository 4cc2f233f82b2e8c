package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;

/** Words for an answer that is an error: {@code application/problem+json} (RFC 9457), or not. */
final class Problem {

  private Problem() {}

  static CliException of(HttpResponse<byte[]> response) {
    return of(response.statusCode(), response.body());
  }

  static CliException of(int status, byte[] body) {
    return new CliException(Exit.ofStatus(status), words(status, body), parse(body));
  }

  static String words(int status, byte[] body) {
    JsonNode problem = parse(body);
    String title = Json.text(problem, "title");
    String detail = Json.text(problem, "detail");
    StringBuilder words = new StringBuilder(detail.isEmpty() ? title : detail);
    if (words.isEmpty()) {
      words.append("The server answered with status ").append(status);
    }
    String code = Json.text(problem, "code");
    if (!code.isEmpty()) {
      words.append(" (").append(code).append(')');
    }
    for (JsonNode error : problem.path("errors")) {
      String part = Json.text(error, "detail");
      if (!part.equals(detail) || !Json.text(error, "pointer").isEmpty()) {
        words.append("\n  ").append(Json.text(error, "pointer")).append(": ").append(part);
      }
    }
    String requestId = Json.text(problem, "requestId");
    if (!requestId.isEmpty()) {
      words.append("\nRequest ").append(requestId);
    }
    return words.toString();
  }

  /** The stable code; empty when the answer has none. */
  static String code(byte[] body) {
    return Json.text(parse(body), "code");
  }

  private static JsonNode parse(byte[] body) {
    try {
      return Json.parse(body);
    } catch (IOException e) {
      return Json.object();
    }
  }
}
