package io.opsconductor.gateway;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.opsconductor.contracts.ErrorCategory;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import java.util.List;
import java.util.Map;

/**
 * A failure as a client sees it (RFC 9457).
 *
 * @param type {@code urn:opsconductor:problem:} and the code
 * @param extensions what else the client needs to go on, beside the others
 * @param retryAfterSeconds for the header; 0 for none
 */
record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    String requestId,
    List<FieldError> errors,
    @JsonAnyGetter Map<String, Object> extensions,
    @JsonIgnore int retryAfterSeconds) {
  static final String MEDIA_TYPE = "application/problem+json";
  private static final String TYPE = "urn:opsconductor:problem:";

  Problem {
    errors = List.copyOf(errors);
    extensions = Map.copyOf(extensions);
  }

  static Problem of(Throwable failure, String requestId) {
    return switch (failure) {
      case OpsException e ->
          of(status(e.category()), e.code(), e.getMessage(), requestId, e.errors())
              .with(e.extensions())
              .retryAfter(e.retryAfterSeconds());
      case HttpProblemException e ->
          of(e.problem().status(), e.problem().code(), e.getMessage(), requestId, List.of())
              .retryAfter(e.retryAfterSeconds());
      case null, default ->
          of(
              500,
              ErrorCode.INTERNAL.wireName(),
              "Something went wrong here; it was logged",
              requestId,
              List.of());
    };
  }

  /** The one place where categories become status codes. */
  static int status(ErrorCategory category) {
    return switch (category) {
      case MALFORMED -> 400;
      case INVALID -> 422;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case PRECONDITION -> 412;
      case LIMIT -> 429;
      case UNAVAILABLE -> 503;
      case EXTERNAL -> 502;
      case INTERNAL -> 500;
    };
  }

  private static Problem of(
      int status, String code, String detail, String requestId, List<FieldError> errors) {
    String words = code.replace('_', ' ');
    String title = Character.toUpperCase(words.charAt(0)) + words.substring(1);
    int retryAfter = status == 503 || status == 429 ? 1 : 0;
    return new Problem(
        TYPE + code, title, status, detail, code, requestId, errors, Map.of(), retryAfter);
  }

  /** Without a time of its own it stays with the usual one. */
  private Problem retryAfter(int seconds) {
    return seconds == 0
        ? this
        : new Problem(type, title, status, detail, code, requestId, errors, extensions, seconds);
  }

  private Problem with(Map<String, Object> members) {
    return members.isEmpty()
        ? this
        : new Problem(
            type, title, status, detail, code, requestId, errors, members, retryAfterSeconds);
  }
}
