package io.opsconductor.auth.mail;

import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the mails of links that wait for it. A server that is away delays them: each is tried again
 * after 30 s, then twice as long up to 5 minutes, for a day. A crash between sending and writing
 * that down sends a mail twice, with the same link.
 */
final class SendLinks {
  private static final Logger LOG = LoggerFactory.getLogger(SendLinks.class);

  private final MailedLinkStore links;
  private final Accounts accounts;
  private final LinkMail mails;
  private final SmtpClient smtp;
  private final Clock clock;
  private volatile boolean failing;

  SendLinks(
      MailedLinkStore links, Accounts accounts, LinkMail mails, SmtpClient smtp, Clock clock) {
    this.links = links;
    this.accounts = accounts;
    this.mails = mails;
    this.smtp = smtp;
    this.clock = clock;
  }

  void run() {
    Optional<MailedLink> due = links.claim(clock.instant());
    while (due.isPresent()) {
      send(due.get());
      due = links.claim(clock.instant());
    }
  }

  private void send(MailedLink link) {
    Optional<Account> user = accounts.find(link.userId());
    if (user.isEmpty()) {
      return;
    }
    try {
      smtp.send(mails.write(link, user.get().username(), links.token(link)));
      links.sent(link, clock.instant());
      failing = false;
    } catch (MailNotSentException e) {
      failing = true;
      LOG.atWarn()
          .addKeyValue("linkId", link.id())
          .addKeyValue("attempts", link.attempts())
          .addKeyValue("reason", e.getMessage())
          .log("A mail was not taken by the mail server; it is tried again");
    }
  }

  /** For whoever looks after the node. */
  Optional<String> warning() {
    return failing
        ? Optional.of("The mail server does not take mails; they are tried again")
        : Optional.empty();
  }
}
