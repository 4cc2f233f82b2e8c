package io.opsconductor.auth.mail;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Sha256;
import io.opsconductor.contracts.auth.CodeMailed;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.group.Background;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Codes of eight digits that are mailed to proved addresses. Each is good once, where it was asked
 * for, for {@link #LIFETIME} and {@link #MOST_ATTEMPTS}. They are sent at once and not again:
 * somebody waits for them.
 */
public final class MailedCodes implements Background {
  /** The algorithm of the key that codes are stored under. */
  public static final String KEY_ALGORITHM = "HmacSHA256";

  public static final Duration LIFETIME = Duration.ofMinutes(10);

  /** How often one may be answered. */
  public static final int MOST_ATTEMPTS = 5;

  /** Of one user, within {@link #COUNTED}. */
  public static final int MOST_SENT = 5;

  private static final Logger LOG = LoggerFactory.getLogger(MailedCodes.class);
  private static final Duration COUNTED = Duration.ofMinutes(30);
  private static final int DIGITS = 8;
  private static final int BOUND = 100_000_000;

  private final Db db;
  private final MailedCodeStore codes = new MailedCodeStore();
  private final EmailStore emails;
  private final SecretKey key;
  private final Optional<SmtpClient> smtp;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * Where a code is good.
   *
   * @param boundTo challenge of the sign-in, or id of the session
   */
  public record Place(UUID userId, UUID organizationId, String boundTo) {
    byte[] hash() {
      return Sha256.of(boundTo);
    }
  }

  /**
   * Those of one installation.
   *
   * @param offered whether codes may be a second factor at all
   * @param key the same on every node, and not in the database
   */
  public MailedCodes(
      Vertx vertx, Db db, MailSettings settings, boolean offered, SecretKey key, Clock clock) {
    this.db = db;
    this.emails = new EmailStore(db);
    this.key = key;
    this.smtp = offered ? Optional.of(new SmtpClient(vertx, settings)) : Optional.empty();
    this.clock = clock;
  }

  /**
   * Fails where codes are no second factor.
   *
   * @throws OpsException {@code mfa_unavailable}
   */
  public void requireOffered() {
    requireServer();
  }

  private SmtpClient requireServer() {
    return smtp.orElseThrow(
        () ->
            new OpsException(
                ErrorCode.MFA_UNAVAILABLE,
                "This installation mails no codes; auth.mfa_email_codes says so"));
  }

  /** Whether there is a proved address to which they would go. */
  public boolean canReach(UUID userId) {
    return emails.find(userId).isPresent();
  }

  /** Whether a code looks like one of these. */
  public static boolean isMeant(String code) {
    return code.matches("[0-9]{" + DIGITS + "}");
  }

  /**
   * Mails one; returns when the mail server has it.
   *
   * @throws OpsException {@code mfa_unavailable}, {@code conflict} without a proved address, {@code
   *     too_many_mails}, {@code mail_not_sent}
   */
  public CodeMailed send(Place place, String username) {
    SmtpClient server = requireServer();
    EmailRow to =
        emails
            .find(place.userId())
            .orElseThrow(
                () -> new OpsException(ErrorCode.CONFLICT, "There is no proved e-mail address"));
    UUID id = Ids.next();
    String code = ("%0" + DIGITS + "d").formatted(random.nextInt(BOUND));
    Instant now = clock.instant();
    db.transaction(
        tx -> {
          if (codes.count(tx, place.userId(), now.minus(COUNTED)) >= MOST_SENT) {
            throw MailPost.tooMany("Too many codes were mailed; wait, or use a recovery code");
          }
          codes.insert(tx, place, id, hash(id, code), now, now.plus(LIFETIME));
          return id;
        });
    try {
      server.deliver(mail(to.email(), username, code));
    } catch (MailNotSentException e) {
      LOG.atWarn()
          .addKeyValue("userId", place.userId())
          .addKeyValue("reason", e.getMessage())
          .log("A mailed code was not taken by the mail server");
      throw new OpsException(
          ErrorCode.MAIL_NOT_SENT, "The mail server did not take the mail; try again");
    }
    return new CodeMailed(hidden(to.email()), LIFETIME.toSeconds());
  }

  /** Uses a code up; false when it is wrong, which is counted. */
  public boolean accept(Tx tx, Place place, String code) {
    Optional<MailedCodeStore.Live> found =
        codes.findLive(tx, place, clock.instant(), MOST_ATTEMPTS);
    if (found.isEmpty()) {
      return false;
    }
    MailedCodeStore.Live live = found.get();
    boolean right = MessageDigest.isEqual(live.hash(), hash(live.id(), code));
    if (right) {
      codes.use(tx, live.id(), clock.instant());
    } else {
      codes.countAttempt(tx, live.id());
    }
    return right;
  }

  public void removeOld(Instant before) {
    codes.removeOld(db, before);
  }

  private static Mail mail(String to, String username, String code) {
    return new Mail(
        to,
        "Your OpsConductor code",
        """
        Somebody, probably you, signs in to OpsConductor as %s, with the right password.

            %s %s

        This code can be used once, within 10 minutes, where it was asked for. Nobody of us asks
        you for it. If it was not you, change your password: somebody knows it.
        """
            .formatted(username, code.substring(0, DIGITS / 2), code.substring(DIGITS / 2)));
  }

  /** Enough to know one's own by. */
  static String hidden(String email) {
    int at = email.lastIndexOf('@');
    return email.substring(0, Math.min(1, at)) + "\u2026" + email.substring(at);
  }

  private byte[] hash(UUID id, String code) {
    try {
      Mac mac = Mac.getInstance(KEY_ALGORITHM);
      mac.init(key);
      return mac.doFinal((id + " " + code).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + KEY_ALGORITHM, e);
    }
  }

  @Override
  public void start() {
    // Connects when there is something to send.
  }

  @Override
  public void close() {
    smtp.ifPresent(SmtpClient::close);
  }
}
