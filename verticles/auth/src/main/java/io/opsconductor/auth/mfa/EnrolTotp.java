package io.opsconductor.auth.mfa;

import io.opsconductor.auth.account.PrincipalClient;
import io.opsconductor.auth.keys.AccessTokens;
import io.opsconductor.auth.keys.KeySeal;
import io.opsconductor.auth.session.Session;
import io.opsconductor.auth.session.SessionEnding;
import io.opsconductor.auth.session.SessionStore;
import io.opsconductor.auth.slowdown.Attempt;
import io.opsconductor.auth.slowdown.SlowDown;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.FactorKind;
import io.opsconductor.contracts.auth.RecoveryCodes;
import io.opsconductor.contracts.auth.ShowCode;
import io.opsconductor.contracts.auth.TotpEnrolment;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Sets up an authenticator application: a secret is told, and counts once a code of it is shown.
 *
 * <pre>
 *   nothing ─begin→ begun ─confirm→ confirmed (in place of the one before)
 *              ↑______│ begin again, another secret
 * </pre>
 */
public final class EnrolTotp {
  /** How long what was begun can be confirmed. */
  public static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final String ISSUER = "OpsConductor";

  private final Db db;
  private final FactorStore factors;
  private final SecondFactor second;
  private final SlowDown slowDown;
  private final KeySeal seal;
  private final boolean keepsSecrets;
  private final MfaRules rules;
  private final PrincipalClient principals;
  private final SessionStore sessions;
  private final SessionEnding ending;
  private final MfaEvents events;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * The use case.
   *
   * @param keepsSecrets whether the master key outlives the process
   */
  public EnrolTotp(
      Db db,
      FactorStore factors,
      SecondFactor second,
      SlowDown slowDown,
      KeySeal seal,
      boolean keepsSecrets,
      MfaRules rules,
      PrincipalClient principals,
      SessionStore sessions,
      SessionEnding ending,
      MfaEvents events,
      Clock clock) {
    this.db = db;
    this.factors = factors;
    this.second = second;
    this.slowDown = slowDown;
    this.seal = seal;
    this.keepsSecrets = keepsSecrets;
    this.rules = rules;
    this.principals = principals;
    this.sessions = sessions;
    this.ending = ending;
    this.events = events;
    this.clock = clock;
  }

  public TotpEnrolment begin(Empty request, Call call) {
    ManageFactors.sessionOf(call);
    if (!keepsSecrets) {
      throw noMasterKey();
    }
    rules.requireOffered(
        principals.find(call.user().id(), call).orElseThrow(AccessTokens::refused));
    byte[] secret = new byte[Totp.SECRET_BYTES];
    random.nextBytes(secret);
    UUID id = Ids.next();
    byte[] sealed = seal.seal(id.toString(), Base64.getEncoder().encodeToString(secret));
    CodeOwner owner = CodeOwner.of(call.user());
    db.transaction(
        tx -> {
          // One whose code is being judged would be gone when it is to count.
          factors.lock(tx, owner.userId());
          factors.beginTotp(tx, id, owner, sealed, clock.instant());
          return id;
        });
    String text = Base32.encode(secret);
    return new TotpEnrolment(
        new SecretText(text), new SecretText(otpauthUri(owner.username(), text)));
  }

  public RecoveryCodes confirm(ShowCode request, Call call) {
    UUID session = ManageFactors.sessionOf(call);
    CodeOwner owner = CodeOwner.of(call.user());
    Attempt attempt = second.begin(owner, request.client());
    Optional<RecoveryCodes> codes =
        db.transaction(tx -> confirm(tx, call, owner, attempt, request.code(), session));
    return codes.orElseThrow(() -> slowDown.refusal(attempt, ManageFactors.wrongCode()));
  }

  static OpsException noMasterKey() {
    return new OpsException(
        ErrorCode.MFA_UNAVAILABLE,
        "The server has no master key to keep second factors under; set auth.master_key_file");
  }

  private static OpsException notBegun() {
    return new OpsException(
        ErrorCode.CONFLICT,
        "No authenticator application waits to be confirmed, or it waited too long;"
            + " begin with POST /api/v1/auth/mfa/totp");
  }

  private Optional<RecoveryCodes> confirm(
      Tx tx, Call call, CodeOwner owner, Attempt attempt, SecretText code, UUID session) {
    Instant now = clock.instant();
    factors.lock(tx, owner.userId());
    TotpRow begun =
        factors.begunTotp(tx, owner.userId(), now.minus(PATIENCE)).orElseThrow(EnrolTotp::notBegun);
    return second
        .confirm(tx, call, owner, attempt, code, begun)
        .map(
            step -> {
              if (!factors.confirmTotp(tx, owner.userId(), begun.id(), step, now)) {
                throw notBegun();
              }
              EmailCodes.replace(tx, call, factors, events, owner);
              sessions.showSecondFactor(tx, session, now);
              ending.endAllOf(
                  tx,
                  call,
                  owner.organizationId(),
                  owner.userId(),
                  session,
                  Session.EndReason.FACTOR_ADDED);
              events.add(
                  tx,
                  call,
                  owner,
                  "mfa.factor_added",
                  Change.made(Map.of("kind", FactorKind.TOTP.wireName()))
                      .with("factorId", begun.id())
                      .data());
              return ManageFactors.renew(tx, factors, events, call, owner, now);
            });
  }

  /** As authenticator applications read it from a QR code; those know no other scheme. */
  private static String otpauthUri(String username, String secret) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
        .formatted(
            ISSUER,
            URLEncoder.encode(username, StandardCharsets.UTF_8).replace("+", "%20"),
            secret,
            ISSUER,
            Totp.DIGITS,
            Totp.STEP_SECONDS);
  }
}
