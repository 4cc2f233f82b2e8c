package io.opsconductor.auth.mail;

import io.vertx.ext.mail.SMTPException;

/** The mail server did not take a mail; its words may name the recipient, so they are cut off. */
final class MailNotSentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MailNotSentException(Throwable cause) {
    super(reason(cause));
  }

  private static String reason(Throwable cause) {
    return cause instanceof SMTPException refused
        ? "The server answered " + refused.getReplyCode()
        : cause.getClass().getSimpleName();
  }
}
