package io.opsconductor.auth.mail;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.ConfirmPasswordReset;
import io.opsconductor.contracts.auth.ForgotPassword;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Gets people who cannot sign in another password, by a link to the address that they have proved.
 *
 * <p>A request is only written down, in one row, whoever it is for; whether there is such a user is
 * looked for afterwards. So the answer, and the time that it takes, tell nothing.
 */
final class ForgottenPasswords {
  /** So far back the requests of a network are counted. */
  static final Duration COUNTED = Duration.ofHours(1);

  static final int MOST_OF_NETWORK = 20;

  /**
   * Within the time that a link lives: so the last one is always good, and whoever asks in
   * somebody's name keeps nobody from it.
   */
  static final int MOST_OF_USER = 3;

  /** So many requests of the installation wait at most. */
  private static final int MOST_OPEN = 1000;

  private final Db db;
  private final MailedLinkStore links;
  private final ResetRequestStore requests;
  private final EmailStore emails;
  private final Accounts accounts;
  private final Outbox outbox;
  private final MailPost post;
  private final Clock clock;

  ForgottenPasswords(
      Db db,
      MailedLinkStore links,
      ResetRequestStore requests,
      EmailStore emails,
      Accounts accounts,
      Outbox outbox,
      MailPost post,
      Clock clock) {
    this.db = db;
    this.links = links;
    this.requests = requests;
    this.emails = emails;
    this.accounts = accounts;
    this.outbox = outbox;
    this.post = post;
    this.clock = clock;
  }

  Empty ask(ForgotPassword request, Call call) {
    post.requireConfigured();
    String network = accounts.network(request.client());
    db.transaction(
        tx -> {
          Instant now = clock.instant();
          ResetRequestStore.Counts counts = requests.count(tx, network, now.minus(COUNTED));
          if (counts.ofNetwork() >= MOST_OF_NETWORK) {
            throw MailPost.tooMany("Too many resets were asked for from this network; wait");
          }
          if (counts.open() >= MOST_OPEN) {
            throw new OpsException(ErrorCode.BUSY, "Too many resets are asked for; try again");
          }
          requests.insert(tx, request.account(), network, now);
          tx.afterCommit(post::resetAsked);
          return network;
        });
    return Empty.INSTANCE;
  }

  /** Looks into what was asked, until there are too many mails that wait. */
  void answerAll() {
    while (links.waiting(clock.instant()) < MailPost.MOST_WAITING
        && db.transaction(this::answerOne)) {
      // The next one, in a transaction of its own.
    }
  }

  private boolean answerOne(Tx tx) {
    Optional<ResetRequestStore.Open> request = requests.lockOldest(tx);
    request.ifPresent(
        open -> {
          requests.close(tx, open);
          addressee(tx, open.account()).ifPresent(to -> mail(tx, to));
        });
    return request.isPresent();
  }

  /** By name, else by address: both may look alike. */
  private Optional<EmailRow> addressee(Tx tx, String account) {
    return accounts
        .find(account)
        .map(known -> emails.find(known.userId()))
        .orElseGet(() -> emails.find(tx, account));
  }

  /**
   * Beyond the bound nothing is sent, and nobody told: it would tell that there is the account. So
   * for those whose second factor is a mail: the mailbox alone would be enough to get in.
   */
  private void mail(Tx tx, EmailRow to) {
    if (accounts.hasMailedCodes(to.userId())) {
      return;
    }
    Instant now = clock.instant();
    MailedLink.Kind kind = MailedLink.Kind.PASSWORD_RESET;
    if (links.count(tx, to.userId(), kind, now.minus(kind.lifetime())) >= MOST_OF_USER) {
      return;
    }
    links.insert(tx, to.userId(), to.organizationId(), kind, to.email(), now);
    outbox.add(tx, to.organizationId(), "password.reset_asked", "user", to.userId(), Map.of());
    tx.afterCommit(post::mailWaits);
  }

  Empty confirm(ConfirmPasswordReset request, Call call) {
    MailedLink link =
        links
            .findLive(request.token().reveal(), MailedLink.Kind.PASSWORD_RESET, clock.instant())
            .orElseThrow(MailPost::badLink);
    Account account = accounts.find(link.userId()).orElseThrow(MailPost::badLink);
    if (!accounts.maySignIn(link.userId(), call) || accounts.hasMailedCodes(link.userId())) {
      throw MailPost.badLink();
    }
    accounts.replacePassword(account, request.newPassword(), tx -> useUp(tx, link), call);
    return Empty.INSTANCE;
  }

  private void useUp(Tx tx, MailedLink link) {
    if (!links.use(tx, link, clock.instant())) {
      throw MailPost.badLink();
    }
  }
}
