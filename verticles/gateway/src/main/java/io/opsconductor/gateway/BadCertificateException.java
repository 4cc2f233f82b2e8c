package io.opsconductor.gateway;

/** A certificate or a key that cannot be served with; the message says why, without the key. */
final class BadCertificateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadCertificateException(String message, Throwable cause) {
    super(message, cause);
  }
}
