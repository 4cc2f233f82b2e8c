package io.opsconductor.auth.mail;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.EmailView;
import io.opsconductor.contracts.auth.SetEmail;
import io.opsconductor.contracts.auth.SetUserEmail;
import io.opsconductor.contracts.auth.VerifyEmail;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.DatabaseErrors;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The addresses of users. One counts only once a mail to it was answered; until then the former one
 * does.
 */
final class EmailAddresses {
  static final int MOST_OF_USER = 5;

  /** So far back the links of a user are counted. */
  private static final Duration COUNTED = Duration.ofHours(1);

  private final Db db;
  private final MailedLinkStore links;
  private final EmailStore emails;
  private final Accounts accounts;
  private final Outbox outbox;
  private final MailPost post;
  private final Clock clock;

  EmailAddresses(
      Db db,
      MailedLinkStore links,
      EmailStore emails,
      Accounts accounts,
      Outbox outbox,
      MailPost post,
      Clock clock) {
    this.db = db;
    this.links = links;
    this.emails = emails;
    this.accounts = accounts;
    this.outbox = outbox;
    this.post = post;
    this.clock = clock;
  }

  EmailView own(Empty request, Call call) {
    return view(call.user().id());
  }

  EmailView ofUser(IdRequest request, Call call) {
    accounts.requireOfOrganization(request.id(), call);
    return view(request.id());
  }

  /** The password is asked for as at its change. */
  EmailView setOwn(SetEmail request, Call call) {
    post.requireConfigured();
    accounts.requirePassword(request.currentPassword(), request.client(), call);
    return set(call.user().id(), request.email(), call);
  }

  EmailView setOfUser(SetUserEmail request, Call call) {
    accounts.requireNoMoreThanOwn(request.id(), call);
    post.requireConfigured();
    return set(request.id(), request.email(), call);
  }

  private EmailView set(UUID userId, String email, Call call) {
    Instant now = clock.instant();
    MailedLink.Kind kind = MailedLink.Kind.EMAIL_VERIFICATION;
    if (links.waiting(now) >= MailPost.MOST_WAITING) {
      throw new OpsException(ErrorCode.BUSY, "Too many mails wait to be sent; try again");
    }
    db.transaction(
        tx -> {
          if (links.count(tx, userId, kind, now.minus(COUNTED)) >= MOST_OF_USER) {
            throw MailPost.tooMany("Too many mails went to this user; wait");
          }
          links.insert(tx, userId, call.organizationId(), kind, email, now);
          outbox.add(tx, call, "email.asked", "user", userId, Map.of("email", email));
          tx.afterCommit(post::mailWaits);
          return userId;
        });
    return view(userId);
  }

  /** Links to the former address are worth nothing any more. */
  Empty verify(VerifyEmail request, Call call) {
    MailedLink link =
        links
            .findLive(request.token().reveal(), MailedLink.Kind.EMAIL_VERIFICATION, clock.instant())
            .orElseThrow(MailPost::badLink);
    if (!accounts.maySignIn(link.userId(), call)) {
      throw MailPost.badLink();
    }
    Optional<String> before = emails.find(link.userId()).map(EmailRow::email);
    return DatabaseErrors.orTaken(
        () -> db.transaction(tx -> verify(tx, link, before)),
        () ->
            new OpsException(
                ErrorCode.EMAIL_TAKEN, "Another user has this e-mail address already"));
  }

  private Empty verify(Tx tx, MailedLink link, Optional<String> before) {
    Instant now = clock.instant();
    if (!links.use(tx, link, now)) {
      throw MailPost.badLink();
    }
    links.kill(tx, link.userId(), MailedLink.Kind.PASSWORD_RESET, now);
    emails.put(tx, new EmailRow(link.userId(), link.organizationId(), link.email(), now));
    Map<String, Object> data = Change.of(facts(before), facts(Optional.of(link.email()))).data();
    outbox.add(tx, link.organizationId(), "email.verified", "user", link.userId(), data);
    return Empty.INSTANCE;
  }

  private static Map<String, String> facts(Optional<String> email) {
    return email.map(address -> Map.of("email", address)).orElse(Map.of());
  }

  private EmailView view(UUID userId) {
    Optional<EmailRow> proved = emails.find(userId);
    return new EmailView(
        proved.map(EmailRow::email).orElse(null),
        proved.map(EmailRow::verifiedAt).orElse(null),
        links.pendingEmail(userId, clock.instant()).orElse(null));
  }
}
