package io.opsconductor.auth;

import io.opsconductor.auth.SignInRefusals.Reason;
import io.opsconductor.auth.account.PrincipalClient;
import io.opsconductor.auth.mfa.FactorStore;
import io.opsconductor.auth.mfa.MfaEvents;
import io.opsconductor.auth.mfa.MfaRules;
import io.opsconductor.auth.mfa.PolicyLayers;
import io.opsconductor.auth.passkey.LonePasskeys;
import io.opsconductor.auth.passkey.PasskeyOwner;
import io.opsconductor.auth.passkey.Refusal;
import io.opsconductor.auth.passkey.Verdict;
import io.opsconductor.auth.password.PasswordStore;
import io.opsconductor.auth.session.SessionStart;
import io.opsconductor.auth.slowdown.Attempt;
import io.opsconductor.auth.slowdown.SlowDown;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.PasskeyRequestOptions;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.ShowPasskey;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Begins a session for a passkey alone, whose authenticator made sure who uses it. Whatever is
 * wrong with it or its user is one answer. Failures are counted by passkey and by network, never
 * for the user: whoever saw the id of a passkey must not hold up the password.
 *
 * <p>Only those who have a password here: whom a directory proves, that says each time whether they
 * still may.
 */
final class SignInByPasskey {
  private final Db db;
  private final LonePasskeys passkeys;
  private final FactorStore factors;
  private final MfaRules rules;
  private final PasswordStore passwords;
  private final PrincipalClient principals;
  private final SlowDown slowDown;
  private final SessionStart start;
  private final SignInRefusals refusals;
  private final MfaEvents events;

  SignInByPasskey(
      Db db,
      LonePasskeys passkeys,
      FactorStore factors,
      MfaRules rules,
      PasswordStore passwords,
      PrincipalClient principals,
      SlowDown slowDown,
      SessionStart start,
      SignInRefusals refusals,
      MfaEvents events) {
    this.db = db;
    this.passkeys = passkeys;
    this.factors = factors;
    this.rules = rules;
    this.passwords = passwords;
    this.principals = principals;
    this.slowDown = slowDown;
    this.start = start;
    this.refusals = refusals;
    this.events = events;
  }

  PasskeyRequestOptions ask(Empty request, Call call) {
    return passkeys.ask();
  }

  TokenPair handle(ShowPasskey request, Call call) {
    Optional<PasskeyOwner> owner = passkeys.owner(request.credential());
    Attempt attempt = begin(request, call);
    if (!attempt.judged() || owner.isEmpty()) {
      throw unjudged(attempt, request.client(), call);
    }
    Optional<Principal> user = find(owner.get(), call);
    Optional<SessionStart.Begun> begun =
        db.transaction(tx -> judge(tx, request, attempt, owner.get(), user, call));
    return start.pair(
        user.orElseThrow(() -> refusal(attempt)), begun.orElseThrow(() -> refusal(attempt)));
  }

  /** Empty when nobody may sign in so. */
  private Optional<Principal> find(PasskeyOwner owner, Call call) {
    return principals
        .find(owner.userId(), call)
        .filter(user -> user.organizationId().equals(owner.organizationId()))
        .filter(user -> rules.demand(user) != PolicyLayers.Demand.NONE)
        .filter(user -> passwords.find(user.id()).isPresent());
  }

  private Optional<SessionStart.Begun> judge(
      Tx tx,
      ShowPasskey request,
      Attempt attempt,
      PasskeyOwner owner,
      Optional<Principal> user,
      Call call) {
    factors.lock(tx, owner.userId());
    return switch (passkeys.show(tx, owner, request.credential())) {
      case Verdict.Accepted<UUID>(UUID id) when user.isPresent() -> {
        slowDown.succeed(tx, attempt);
        yield Optional.of(start.beginByPasskey(tx, user.get(), request.client()));
      }
      case Verdict.Accepted<UUID>(UUID id) -> {
        slowDown.fail(tx, attempt);
        refusals.add(tx, Reason.NOT_ALLOWED, owner, request.client(), call);
        yield Optional.empty();
      }
      case Verdict.Refused<UUID>(Refusal why, Map<String, ?> details) -> {
        slowDown.fail(tx, attempt);
        refusals.add(tx, Reason.WRONG_PASSKEY, owner, request.client(), call);
        events.passkeyRefused(tx, call, owner, why, details);
        yield Optional.empty();
      }
    };
  }

  private Attempt begin(ShowPasskey request, Call call) {
    try {
      String name = "passkey " + request.credential().id();
      return slowDown.begin(Optional.empty(), name, request.client());
    } catch (OpsException e) {
      refusals.heldUp(Optional.empty(), request.client(), call);
      throw e;
    }
  }

  private OpsException unjudged(Attempt attempt, SessionClient client, Call call) {
    Reason reason = attempt.judged() ? Reason.UNKNOWN_PASSKEY : Reason.SLOWED_DOWN;
    db.transaction(
        tx -> {
          slowDown.fail(tx, attempt);
          refusals.add(tx, Optional.empty(), reason, client, call);
          return reason;
        });
    return refusal(attempt);
  }

  private OpsException refusal(Attempt attempt) {
    return slowDown.refusal(
        attempt,
        new OpsException(
            ErrorCode.BAD_PASSKEY,
            "The passkey is not one that signs in here, or answers no question that was asked"
                + " here; sign in with your password"));
  }
}
