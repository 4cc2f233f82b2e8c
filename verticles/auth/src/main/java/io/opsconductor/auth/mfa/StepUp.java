package io.opsconductor.auth.mfa;

import io.opsconductor.auth.account.PrincipalClient;
import io.opsconductor.auth.keys.AccessTokens;
import io.opsconductor.auth.passkey.Ceremony;
import io.opsconductor.auth.passkey.Passkeys;
import io.opsconductor.auth.session.LiveSession;
import io.opsconductor.auth.session.SessionStore;
import io.opsconductor.auth.slowdown.Attempt;
import io.opsconductor.auth.slowdown.SlowDown;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.FactorKind;
import io.opsconductor.contracts.auth.FreshToken;
import io.opsconductor.contracts.auth.PasskeyRequestOptions;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.ShowCode;
import io.opsconductor.contracts.auth.ShowPasskey;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A user shows a second factor again. The session remembers it; the new access token is one that
 * nobody keeps an older answer for.
 */
public final class StepUp {
  private final Db db;
  private final SecondFactor second;
  private final Passkeys passkeys;
  private final SlowDown slowDown;
  private final SessionStore sessions;
  private final PrincipalClient principals;
  private final AccessTokens accessTokens;
  private final MfaEvents events;
  private final Clock clock;

  public StepUp(
      Db db,
      SecondFactor second,
      Passkeys passkeys,
      SlowDown slowDown,
      SessionStore sessions,
      PrincipalClient principals,
      AccessTokens accessTokens,
      MfaEvents events,
      Clock clock) {
    this.db = db;
    this.second = second;
    this.passkeys = passkeys;
    this.slowDown = slowDown;
    this.sessions = sessions;
    this.principals = principals;
    this.accessTokens = accessTokens;
    this.events = events;
    this.clock = clock;
  }

  public FreshToken handle(ShowCode request, Call call) {
    String session = ManageFactors.sessionOf(call).toString();
    return handle(new Evidence.Code(request.code(), session), request.client(), call);
  }

  /** The same by a passkey. */
  public FreshToken byPasskey(ShowPasskey request, Call call) {
    return handle(
        new Evidence.Passkey(request.credential(), ceremony(call)), request.client(), call);
  }

  /** What a browser needs to show a passkey. */
  public PasskeyRequestOptions askPasskey(Empty request, Call call) {
    return passkeys.ask(ceremony(call));
  }

  private static Ceremony ceremony(Call call) {
    return Ceremony.ofSession(
        CodeOwner.of(call.user()).ofPasskeys(),
        Ceremony.Purpose.STEP_UP,
        ManageFactors.sessionOf(call));
  }

  private FreshToken handle(Evidence evidence, SessionClient client, Call call) {
    UUID session = ManageFactors.sessionOf(call);
    CodeOwner owner = CodeOwner.of(call.user());
    if (second.kinds(owner.userId()).isEmpty()) {
      throw ManageFactors.noFactor();
    }
    Principal user = principals.find(owner.userId(), call).orElseThrow(AccessTokens::refused);
    Attempt attempt = second.begin(owner, client);
    Optional<Instant> shown =
        db.transaction(
            tx ->
                second
                    .use(tx, call, owner, attempt, evidence, SecondFactor.Place.STEP_UP)
                    .map(
                        kind -> {
                          Instant now = clock.instant();
                          if (!sessions.showSecondFactor(tx, session, now)) {
                            throw AccessTokens.refused();
                          }
                          told(tx, call, owner, kind);
                          return now;
                        }));
    Instant now = shown.orElseThrow(() -> slowDown.refusal(attempt, wrong(evidence)));
    return new FreshToken(
        new SecretText(accessTokens.sign(user, session)),
        accessTokens.lifetime().toSeconds(),
        "Bearer",
        now.plus(LiveSession.FRESH));
  }

  private void told(Tx tx, Call call, CodeOwner owner, FactorKind kind) {
    events.add(tx, call, owner, "mfa.stepped_up", Map.of("kind", kind.wireName()));
  }

  private static OpsException wrong(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Code code -> ManageFactors.wrongCode();
      case Evidence.Passkey passkey ->
          new OpsException(
              ErrorCode.WRONG_PASSKEY,
              "The passkey is not one of yours, or answers no question that was asked here");
    };
  }
}
