package io.opsconductor.auth;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.FactorKind;
import io.opsconductor.contracts.auth.FreshToken;
import io.opsconductor.contracts.auth.ShowCode;
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
final class StepUp {
  private final Db db;
  private final SecondFactor second;
  private final SlowDown slowDown;
  private final SessionStore sessions;
  private final PrincipalClient principals;
  private final AccessTokens accessTokens;
  private final MfaEvents events;
  private final Clock clock;

  StepUp(
      Db db,
      SecondFactor second,
      SlowDown slowDown,
      SessionStore sessions,
      PrincipalClient principals,
      AccessTokens accessTokens,
      MfaEvents events,
      Clock clock) {
    this.db = db;
    this.second = second;
    this.slowDown = slowDown;
    this.sessions = sessions;
    this.principals = principals;
    this.accessTokens = accessTokens;
    this.events = events;
    this.clock = clock;
  }

  FreshToken handle(ShowCode request, Call call) {
    UUID session = ManageFactors.sessionOf(call);
    CodeOwner owner = CodeOwner.of(call.user());
    if (second.kinds(owner.userId()).isEmpty()) {
      throw ManageFactors.noFactor();
    }
    Principal user = principals.find(owner.userId(), call).orElseThrow(AccessTokens::refused);
    Attempt attempt = second.begin(owner, request.client());
    Optional<Instant> shown =
        db.transaction(
            tx ->
                second
                    .use(tx, call, owner, attempt, request.code(), SecondFactor.Place.STEP_UP)
                    .map(
                        kind -> {
                          Instant now = clock.instant();
                          if (!sessions.showSecondFactor(tx, session, now)) {
                            throw AccessTokens.refused();
                          }
                          told(tx, call, owner, kind);
                          return now;
                        }));
    Instant now = shown.orElseThrow(() -> refused(attempt));
    return new FreshToken(
        new SecretText(accessTokens.sign(user, session)),
        accessTokens.lifetime().toSeconds(),
        "Bearer",
        now.plus(LiveSession.FRESH));
  }

  private void told(Tx tx, Call call, CodeOwner owner, FactorKind kind) {
    events.add(tx, call, owner, "mfa.stepped_up", Map.of("kind", kind.wireName()));
  }

  private OpsException refused(Attempt attempt) {
    return slowDown.refusal(attempt, ManageFactors.wrongCode());
  }
}
