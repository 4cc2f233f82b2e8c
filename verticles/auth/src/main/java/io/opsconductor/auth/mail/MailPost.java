package io.opsconductor.auth.mail;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import java.time.Duration;

/** Whether there is a mail server, and the way to wake up whoever sends to it. */
final class MailPost {
  /** So many mails of the installation wait at most. */
  static final int MOST_WAITING = 1000;

  private final boolean configured;
  private volatile Runnable resets = () -> {};
  private volatile Runnable mails = () -> {};

  MailPost(boolean configured) {
    this.configured = configured;
  }

  /**
   * Who is woken up.
   *
   * @param nudgeResets looks into resets that were asked for
   * @param nudgeMails sends mails
   */
  void wakes(Runnable nudgeResets, Runnable nudgeMails) {
    resets = nudgeResets;
    mails = nudgeMails;
  }

  void resetAsked() {
    resets.run();
  }

  void mailWaits() {
    mails.run();
  }

  /**
   * Fails without a mail server.
   *
   * @throws OpsException {@code mail_not_configured}
   */
  void requireConfigured() {
    if (!configured) {
      throw new OpsException(
          ErrorCode.MAIL_NOT_CONFIGURED,
          "This installation has no mail server; ask an administrator for another password");
    }
  }

  static OpsException tooMany(String detail) {
    return new OpsException(ErrorCode.TOO_MANY_MAILS, detail).retryAfter(Duration.ofMinutes(10));
  }

  static OpsException badLink() {
    return new OpsException(
        ErrorCode.BAD_LINK, "The token is not valid, or not any more; ask for another mail");
  }
}
