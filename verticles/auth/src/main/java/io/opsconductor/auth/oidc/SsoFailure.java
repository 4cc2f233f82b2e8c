package io.opsconductor.auth.oidc;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;

/**
 * A sign-in that a provider, or what it said, brought to its end. The reason is for the event and
 * the log, and never holds what came from outside.
 */
final class SsoFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String reason;

  private SsoFailure(ErrorCode code, String reason, Throwable cause) {
    super(reason, cause, false, false);
    this.code = code;
    this.reason = reason;
  }

  static SsoFailure unavailable(String reason) {
    return new SsoFailure(ErrorCode.SSO_UNAVAILABLE, reason, null);
  }

  static SsoFailure unavailable(String reason, Throwable cause) {
    return new SsoFailure(ErrorCode.SSO_UNAVAILABLE, reason, cause);
  }

  static SsoFailure untrusted(String reason) {
    return new SsoFailure(ErrorCode.SSO_UNTRUSTED, reason, null);
  }

  static SsoFailure refused(String reason) {
    return new SsoFailure(ErrorCode.SSO_REFUSED, reason, null);
  }

  static SsoFailure notAllowed(String reason) {
    return new SsoFailure(ErrorCode.SSO_NOT_ALLOWED, reason, null);
  }

  static OpsException expired() {
    return new OpsException(
        ErrorCode.SSO_EXPIRED,
        "This sign-in took too long, was ended before, or was begun by another browser");
  }

  ErrorCode code() {
    return code;
  }

  String reason() {
    return reason;
  }
}
