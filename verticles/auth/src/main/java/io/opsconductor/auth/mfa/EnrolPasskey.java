package io.opsconductor.auth.mfa;

import io.opsconductor.auth.account.PrincipalClient;
import io.opsconductor.auth.keys.AccessTokens;
import io.opsconductor.auth.passkey.Ceremony;
import io.opsconductor.auth.passkey.NewPasskey;
import io.opsconductor.auth.passkey.Passkeys;
import io.opsconductor.auth.passkey.Refusal;
import io.opsconductor.auth.passkey.Verdict;
import io.opsconductor.auth.session.Session;
import io.opsconductor.auth.session.SessionEnding;
import io.opsconductor.auth.session.SessionStore;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.FactorKind;
import io.opsconductor.contracts.auth.MfaFactor;
import io.opsconductor.contracts.auth.PasskeyAdded;
import io.opsconductor.contracts.auth.PasskeyCreationOptions;
import io.opsconductor.contracts.auth.RecoveryCodes;
import io.opsconductor.contracts.auth.RegisterPasskey;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.DatabaseErrors;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Adds a passkey to what a user can show. The first factor of a user comes with recovery codes, and
 * ends the sessions that were begun without one.
 */
public final class EnrolPasskey {
  private final Db db;
  private final Passkeys passkeys;
  private final FactorStore factors;
  private final MfaRules rules;
  private final PrincipalClient principals;
  private final SessionStore sessions;
  private final SessionEnding ending;
  private final MfaEvents events;
  private final Clock clock;

  public EnrolPasskey(
      Db db,
      Passkeys passkeys,
      FactorStore factors,
      MfaRules rules,
      PrincipalClient principals,
      SessionStore sessions,
      SessionEnding ending,
      MfaEvents events,
      Clock clock) {
    this.db = db;
    this.passkeys = passkeys;
    this.factors = factors;
    this.rules = rules;
    this.principals = principals;
    this.sessions = sessions;
    this.ending = ending;
    this.events = events;
    this.clock = clock;
  }

  public PasskeyCreationOptions begin(Empty request, Call call) {
    Ceremony ceremony = ceremony(call);
    Principal self = principals.find(call.user().id(), call).orElseThrow(AccessTokens::refused);
    rules.requireOffered(self);
    return passkeys.begin(ceremony);
  }

  public PasskeyAdded register(RegisterPasskey request, Call call) {
    CodeOwner owner = CodeOwner.of(call.user());
    NewPasskey made =
        switch (passkeys.judge(ceremony(call), request.credential())) {
          case Verdict.Accepted<NewPasskey>(NewPasskey right) -> right;
          case Verdict.Refused<NewPasskey>(Refusal why, Map<String, ?> details) ->
              throw refused(call, owner, why, details);
        };
    return DatabaseErrors.orTaken(
        () -> db.transaction(tx -> add(tx, call, owner, request.name(), made)),
        () -> new OpsException(ErrorCode.CONFLICT, "This passkey is registered already"));
  }

  private PasskeyAdded add(Tx tx, Call call, CodeOwner owner, String name, NewPasskey made) {
    UUID session = ManageFactors.sessionOf(call);
    factors.lock(tx, owner.userId());
    boolean first =
        factors.totp(tx, owner.userId()).isEmpty() && passkeys.count(tx, owner.userId()) == 0;
    MfaFactor factor = passkeys.add(tx, owner.ofPasskeys(), name, made);
    EmailCodes.replace(tx, call, factors, events, owner);
    sessions.showSecondFactor(tx, session, clock.instant());
    events.add(
        tx,
        call,
        owner,
        "mfa.factor_added",
        Change.made(Map.of("kind", FactorKind.PASSKEY.wireName(), "name", name))
            .with("factorId", factor.id())
            .data());
    if (!first) {
      return new PasskeyAdded(factor, null);
    }
    ending.endAllOf(
        tx, call, owner.organizationId(), owner.userId(), session, Session.EndReason.FACTOR_ADDED);
    RecoveryCodes codes = ManageFactors.renew(tx, factors, events, call, owner, clock.instant());
    return new PasskeyAdded(factor, codes.recoveryCodes());
  }

  private OpsException refused(Call call, CodeOwner owner, Refusal why, Map<String, ?> details) {
    Map<String, Object> data = new HashMap<>(details);
    data.put("at", SecondFactor.Place.ENROLMENT.word());
    data.put("reason", why.word());
    db.transaction(
        tx -> {
          events.add(tx, call, owner, "mfa.passkey_refused", data);
          return why;
        });
    String detail = "The passkey is refused: " + why.words();
    return new OpsException(
        ErrorCode.WRONG_PASSKEY, detail, List.of(new FieldError("/credential", detail)));
  }

  private static Ceremony ceremony(Call call) {
    return Ceremony.ofSession(
        CodeOwner.of(call.user()).ofPasskeys(),
        Ceremony.Purpose.REGISTRATION,
        ManageFactors.sessionOf(call));
  }
}
