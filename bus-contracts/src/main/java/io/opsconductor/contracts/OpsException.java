package io.opsconductor.contracts;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The one error that crosses the bus. Its text is written for the caller: internals never belong in
 * it. Without a stack trace of its own, because it states an expected outcome; a cause keeps the
 * trace of a defect for the log.
 */
public final class OpsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final ErrorCategory category;
  private final boolean retryable;
  private final transient List<FieldError> errors;
  private final int retryAfterSeconds;
  private final transient Map<String, Object> extensions;
  private final boolean received;
  private final boolean hiding;

  public OpsException(ErrorCode code, String detail) {
    this(code, detail, List.of(), null);
  }

  public OpsException(ErrorCode code, String detail, List<FieldError> errors) {
    this(code, detail, errors, null);
  }

  public OpsException(ErrorCode code, String detail, Throwable cause) {
    this(code, detail, List.of(), cause);
  }

  private OpsException(ErrorCode code, String detail, List<FieldError> errors, Throwable cause) {
    this(
        code.wireName(),
        code.category(),
        code.retryable(),
        detail,
        errors,
        0,
        Map.of(),
        cause,
        false,
        false);
  }

  /** As received from a node that may know codes that this one does not. */
  OpsException(
      String code,
      ErrorCategory category,
      boolean retryable,
      String detail,
      List<FieldError> errors,
      int retryAfterSeconds,
      Throwable cause) {
    this(
        code, category, retryable, detail, errors, retryAfterSeconds, Map.of(), cause, true, false);
  }

  private OpsException(
      String code,
      ErrorCategory category,
      boolean retryable,
      String detail,
      List<FieldError> errors,
      int retryAfterSeconds,
      Map<String, Object> extensions,
      Throwable cause,
      boolean received,
      boolean hiding) {
    super(Objects.requireNonNull(detail, "detail"), cause, false, false);
    this.code = Objects.requireNonNull(code, "code");
    this.category = Objects.requireNonNull(category, "category");
    this.retryable = retryable;
    this.errors = List.copyOf(errors);
    this.retryAfterSeconds = retryAfterSeconds;
    this.extensions = Map.copyOf(extensions);
    this.received = received;
    this.hiding = hiding;
  }

  /** The stable code in lower case. */
  public String code() {
    return code;
  }

  public boolean is(ErrorCode other) {
    return code.equals(other.wireName());
  }

  public ErrorCategory category() {
    return category;
  }

  public boolean retryable() {
    return retryable;
  }

  /** What is wrong with which part of the request; may be empty. */
  public List<FieldError> errors() {
    return errors;
  }

  /** Whether another service said so, which has told of it then, if it is to be told of. */
  public boolean isReceived() {
    return received;
  }

  /** Whether there is such a thing, and the caller is not to know of it. Does not travel. */
  public boolean isHiding() {
    return hiding;
  }

  /** The same, which hides a thing that there is. */
  public OpsException hiding() {
    return new OpsException(
        code,
        category,
        retryable,
        getMessage(),
        errors,
        retryAfterSeconds,
        extensions,
        getCause(),
        received,
        true);
  }

  /** When to ask again; 0 when nobody knows. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** The same, which says when to ask again: in whole seconds, one at least. */
  public OpsException retryAfter(Duration wait) {
    int seconds = (int) Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    return copy(errors, seconds, extensions);
  }

  /** What else the caller needs to go on, by name; may be empty. */
  public Map<String, Object> extensions() {
    return extensions;
  }

  /** The same, with more for the caller to go on (RFC 9457 §3.2). */
  public OpsException with(Map<String, Object> members) {
    return copy(errors, retryAfterSeconds, members);
  }

  /** The same, told of a thing that holds the one in question at this JSON Pointer. */
  OpsException within(String pointer) {
    if (pointer.isEmpty() || errors.isEmpty()) {
      return this;
    }
    List<FieldError> moved =
        errors.stream()
            .map(error -> new FieldError(pointer + error.pointer(), error.detail()))
            .toList();
    return copy(moved, retryAfterSeconds, extensions);
  }

  private OpsException copy(List<FieldError> otherErrors, int seconds, Map<String, Object> more) {
    return new OpsException(
        code,
        category,
        retryable,
        getMessage(),
        otherErrors,
        seconds,
        more,
        getCause(),
        received,
        hiding);
  }

  /** The form in which the error travels. */
  public ErrorMessage toMessage() {
    Integer seconds = retryAfterSeconds == 0 ? null : retryAfterSeconds;
    return new ErrorMessage(
        code,
        category,
        retryable,
        getMessage(),
        errors,
        seconds,
        extensions.isEmpty() ? null : extensions);
  }
}
