package io.opsconductor.auth.mail;

import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.group.Background;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.PeriodicTask;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.crypto.SecretKey;

/** All of what is proved by mail, put together. */
public final class MailedLinks implements Background {
  /** The algorithm of the key that tokens are made with. */
  public static final String KEY_ALGORITHM = LinkToken.MAC;

  private static final Duration LOOK_INTERVAL = Duration.ofSeconds(2);
  private static final Duration FORGET_INTERVAL = Duration.ofHours(1);

  private final ForgottenPasswords forgotten;
  private final EmailAddresses addresses;
  private final List<Background> background;

  /**
   * Mailed links of one installation.
   *
   * @param key the same on every node, and not in the database
   */
  public MailedLinks(
      GroupContext context,
      MailSettings settings,
      String publicUrl,
      SecretKey key,
      Accounts accounts) {
    Db db = context.db();
    Clock clock = context.clock();
    MailedLinkStore links = new MailedLinkStore(db, new LinkToken(key));
    ResetRequestStore requests = new ResetRequestStore(db);
    EmailStore emails = new EmailStore(db);
    MailPost post = new MailPost(settings.isConfigured());
    forgotten =
        new ForgottenPasswords(
            db, links, requests, emails, accounts, context.outbox(), post, clock);
    addresses = new EmailAddresses(db, links, emails, accounts, context.outbox(), post, clock);
    PeriodicTask forget =
        new PeriodicTask(
            "auth-links",
            FORGET_INTERVAL,
            () -> {
              links.removeOld(clock.instant());
              requests.removeOld(clock.instant());
            });
    if (settings.isConfigured()) {
      SmtpClient smtp = new SmtpClient(context.vertx(), settings);
      SendLinks sender = new SendLinks(links, accounts, new LinkMail(publicUrl), smtp, clock);
      context.health().warn("auth-mail", sender::warning);
      PeriodicTask resets = new PeriodicTask("auth-resets", LOOK_INTERVAL, forgotten::answerAll);
      PeriodicTask mails = new PeriodicTask("auth-mails", LOOK_INTERVAL, sender::run);
      post.wakes(resets::nudge, mails::nudge);
      background = List.of(smtp, resets, mails, forget);
    } else {
      background = List.of(forget);
    }
  }

  public void serve(OperationServer server) {
    server.serve(AuthOperations.FORGOT_PASSWORD, forgotten::ask);
    server.serve(AuthOperations.CONFIRM_PASSWORD_RESET, forgotten::confirm);
    server.serve(AuthOperations.GET_EMAIL, addresses::own);
    server.serve(AuthOperations.SET_EMAIL, addresses::setOwn);
    server.serve(AuthOperations.GET_USER_EMAIL, addresses::ofUser);
    server.serve(AuthOperations.SET_USER_EMAIL, addresses::setOfUser);
    server.serve(AuthOperations.VERIFY_EMAIL, addresses::verify);
  }

  /** Starts what runs beside requests. */
  @Override
  public void start() {
    background.forEach(Background::start);
  }

  @Override
  public void close() {
    background.reversed().forEach(Background::close);
  }
}
