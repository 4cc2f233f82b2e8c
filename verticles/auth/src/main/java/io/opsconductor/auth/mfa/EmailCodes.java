package io.opsconductor.auth.mfa;

import io.opsconductor.auth.account.PrincipalClient;
import io.opsconductor.auth.keys.AccessTokens;
import io.opsconductor.auth.mail.MailedCodes;
import io.opsconductor.auth.passkey.Passkeys;
import io.opsconductor.auth.session.Session;
import io.opsconductor.auth.session.SessionEnding;
import io.opsconductor.auth.session.SessionStore;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.AskCode;
import io.opsconductor.contracts.auth.CodeMailed;
import io.opsconductor.contracts.auth.FactorAdded;
import io.opsconductor.contracts.auth.FactorKind;
import io.opsconductor.contracts.auth.MfaFactor;
import io.opsconductor.contracts.auth.RecoveryCodes;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Codes by mail as a second factor: the weakest, so only where the configuration says so, and only
 * of users who have no other. A stronger one takes their place, so that they never are enough to
 * change it.
 */
public final class EmailCodes {
  private final Db db;
  private final MailedCodes mailed;
  private final FactorStore factors;
  private final Passkeys passkeys;
  private final ChallengeStore challenges;
  private final MfaRules rules;
  private final PrincipalClient principals;
  private final SessionStore sessions;
  private final SessionEnding ending;
  private final MfaEvents events;
  private final Clock clock;

  public EmailCodes(
      Db db,
      MailedCodes mailed,
      FactorStore factors,
      Passkeys passkeys,
      ChallengeStore challenges,
      MfaRules rules,
      PrincipalClient principals,
      SessionStore sessions,
      SessionEnding ending,
      MfaEvents events,
      Clock clock) {
    this.db = db;
    this.mailed = mailed;
    this.factors = factors;
    this.passkeys = passkeys;
    this.challenges = challenges;
    this.rules = rules;
    this.principals = principals;
    this.sessions = sessions;
    this.ending = ending;
    this.events = events;
    this.clock = clock;
  }

  public FactorAdded enrol(Empty request, Call call) {
    UUID session = ManageFactors.sessionOf(call);
    mailed.requireOffered();
    CodeOwner owner = CodeOwner.of(call.user());
    rules.requireOffered(principals.find(owner.userId(), call).orElseThrow(AccessTokens::refused));
    if (!mailed.canReach(owner.userId())) {
      throw new OpsException(
          ErrorCode.CONFLICT, "Prove an e-mail address first, with PUT /api/v1/auth/email");
    }
    return db.transaction(tx -> enrol(tx, call, owner, session));
  }

  private FactorAdded enrol(Tx tx, Call call, CodeOwner owner, UUID session) {
    Instant now = clock.instant();
    factors.lock(tx, owner.userId());
    if (factors.totp(tx, owner.userId()).isPresent()
        || passkeys.count(tx, owner.userId()) > 0
        || factors.emailCodes(tx, owner.userId()).isPresent()) {
      throw new OpsException(
          ErrorCode.CONFLICT, "You have a second factor; codes by mail are for those without");
    }
    MfaFactor factor = new MfaFactor(Ids.next(), FactorKind.EMAIL_CODE, "Codes by mail", now, null);
    factors.addEmailCodes(tx, owner, factor);
    sessions.showSecondFactor(tx, session, now);
    ending.endAllOf(
        tx, call, owner.organizationId(), owner.userId(), session, Session.EndReason.FACTOR_ADDED);
    events.add(
        tx,
        call,
        owner,
        "mfa.factor_added",
        Change.made(facts(factor)).with("factorId", factor.id()).data());
    RecoveryCodes codes = ManageFactors.renew(tx, factors, events, call, owner, now);
    return new FactorAdded(factor, codes.recoveryCodes());
  }

  /** Mails a code to somebody whose password was right. */
  public CodeMailed atSignIn(AskCode request, Call call) {
    Instant now = clock.instant();
    UUID userId = challenges.find(request.challenge(), now).orElseThrow(SecondStep::over);
    Principal user = principals.find(userId, call).orElseThrow(SecondStep::over);
    CodeMailed sent = send(CodeOwner.of(user), request.challenge().reveal());
    challenges.extend(request.challenge(), now, clock.instant().plus(MailedCodes.LIFETIME));
    return sent;
  }

  /** Mails a code to somebody who is signed in. */
  public CodeMailed forStepUp(Empty request, Call call) {
    return send(CodeOwner.of(call.user()), ManageFactors.sessionOf(call).toString());
  }

  private CodeMailed send(CodeOwner owner, String boundTo) {
    mailed.requireOffered();
    if (factors.emailCodes(owner.userId()).isEmpty()) {
      throw new OpsException(ErrorCode.CONFLICT, "Codes by mail are not your second factor");
    }
    return mailed.send(
        new MailedCodes.Place(owner.userId(), owner.organizationId(), boundTo), owner.username());
  }

  /** Takes them away from somebody who got a stronger factor. */
  static void replace(Tx tx, Call call, FactorStore factors, MfaEvents events, CodeOwner owner) {
    factors
        .emailCodes(tx, owner.userId())
        .ifPresent(
            factor -> {
              factors.removeEmailCodes(tx, owner);
              events.add(
                  tx,
                  call,
                  owner,
                  "mfa.factor_removed",
                  Change.removed(facts(factor)).with("factorId", factor.id()).data());
            });
  }

  private static Map<String, Object> facts(MfaFactor factor) {
    return Map.of("kind", factor.kind().wireName(), "name", factor.name());
  }
}
