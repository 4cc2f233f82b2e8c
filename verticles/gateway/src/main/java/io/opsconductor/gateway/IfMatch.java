package io.opsconductor.gateway;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which version a client edited: 428 when it does not say. */
final class IfMatch {
  private static final Pattern VERSION_TAG = Pattern.compile("(?:W/)?\"([0-9]{1,9})\"");

  private IfMatch() {}

  /** Null for whatever is there, also when the client does not say. */
  static Integer optionalVersion(Exchange exchange) {
    return exchange.header(HttpHeaders.IF_MATCH) == null ? null : version(exchange);
  }

  /** Null to replace whatever is there. */
  static Integer version(Exchange exchange) {
    String tag = exchange.header(HttpHeaders.IF_MATCH);
    if (tag == null) {
      throw HttpProblem.PRECONDITION_REQUIRED.because(
          "Say with If-Match which version was edited: its ETag, or *");
    }
    if (tag.strip().equals("*")) {
      return null;
    }
    Matcher version = VERSION_TAG.matcher(tag.strip());
    if (!version.matches()) {
      String detail = "If-Match must be the ETag of a version, for example \"3\", or *";
      throw new OpsException(
          ErrorCode.MALFORMED_REQUEST, detail, List.of(new FieldError("/header/If-Match", detail)));
    }
    return Integer.valueOf(version.group(1));
  }
}
