package io.opsconductor.contracts;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@link OpsException} on the wire: the message text of a failed reply, as JSON.
 *
 * @param retryAfterSeconds when to ask again; null when nobody knows
 * @param extensions what else the caller needs to go on, by name; null for nothing
 */
public record ErrorMessage(
    String code,
    ErrorCategory category,
    boolean retryable,
    String detail,
    List<FieldError> errors,
    Integer retryAfterSeconds,
    Map<String, Object> extensions) {
  public ErrorMessage {
    Objects.requireNonNull(code, "code");
    category = category == null ? ErrorCategory.INTERNAL : category;
    detail = detail == null ? "" : detail;
    errors = errors == null ? List.of() : List.copyOf(errors);
    extensions = extensions == null ? null : Map.copyOf(extensions);
  }

  public OpsException toException() {
    int seconds = retryAfterSeconds == null ? 0 : Math.max(0, retryAfterSeconds);
    OpsException failure =
        new OpsException(code, category, retryable, detail, errors, seconds, null);
    return extensions == null ? failure : failure.with(extensions);
  }
}
