package io.opsconductor.auth.mfa;

import io.opsconductor.auth.account.PrincipalClient;
import io.opsconductor.auth.external.ExternalProvider;
import io.opsconductor.auth.passkey.Ceremony;
import io.opsconductor.auth.passkey.Passkeys;
import io.opsconductor.auth.session.SessionStart;
import io.opsconductor.auth.slowdown.Attempt;
import io.opsconductor.auth.slowdown.SlowDown;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.auth.AskPasskey;
import io.opsconductor.contracts.auth.FactorKind;
import io.opsconductor.contracts.auth.PasskeyRequestOptions;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.auth.VerifyMfa;
import io.opsconductor.contracts.auth.VerifyPasskey;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The second half of a sign-in, of users who have set up a second factor: with the first half in
 * one request, or after a challenge. Until it is done nothing exists that could be refreshed.
 */
public final class SecondStep {
  private final Db db;
  private final SecondFactor second;
  private final MfaRules rules;
  private final ChallengeStore challenges;
  private final Passkeys passkeys;
  private final SlowDown slowDown;
  private final PrincipalClient principals;
  private final SessionStart start;
  private final MfaEvents events;
  private final Clock clock;

  public SecondStep(
      Db db,
      SecondFactor second,
      MfaRules rules,
      ChallengeStore challenges,
      Passkeys passkeys,
      SlowDown slowDown,
      PrincipalClient principals,
      SessionStart start,
      MfaEvents events,
      Clock clock) {
    this.db = db;
    this.second = second;
    this.rules = rules;
    this.challenges = challenges;
    this.passkeys = passkeys;
    this.slowDown = slowDown;
    this.principals = principals;
    this.start = start;
    this.events = events;
    this.clock = clock;
  }

  /**
   * What a user has to show.
   *
   * @param kinds empty when the password is enough
   * @param mustEnrol whether the session can do nothing but set up a second factor
   */
  public record Due(List<FactorKind> kinds, boolean mustEnrol) {
    public Due {
      kinds = List.copyOf(kinds);
    }
  }

  /** A sign-in whose password was right. */
  private record Waiting(SecretText challenge, Principal user) {
    Ceremony ceremony() {
      return new Ceremony(
          CodeOwner.of(user).ofPasskeys(), Ceremony.Purpose.SIGN_IN, challenge.reveal());
    }
  }

  /** The same of somebody whom an external directory has proved. */
  public Due due(Principal user, ExternalProvider by) {
    return by.secondFactorDone() ? new Due(List.of(), false) : due(user);
  }

  public Due due(Principal user) {
    PolicyLayers.Demand demand = rules.demand(user);
    if (demand == PolicyLayers.Demand.NONE) {
      return new Due(List.of(), false);
    }
    List<FactorKind> kinds = second.kinds(user.id());
    return new Due(kinds, kinds.isEmpty() && demand == PolicyLayers.Demand.DEMANDED);
  }

  /** What somebody is told whose password is right, and who has shown nothing more yet. */
  public OpsException challenge(Principal user, Attempt attempt, List<FactorKind> due, Call call) {
    CodeOwner owner = CodeOwner.of(user);
    List<String> factors = due.stream().map(WireNamed::nameOf).toList();
    String challenge =
        db.transaction(
            tx -> {
              slowDown.refuseTooSoon(tx, attempt);
              events.add(tx, call, owner, "session.challenged", Map.of("factors", factors));
              return challenges.begin(tx, owner, clock.instant());
            });
    return new OpsException(
            ErrorCode.MFA_REQUIRED,
            "A second factor is due: sign in again with otp, or send the challenge and a code to"
                + " POST /api/v1/auth/mfa/verify, or a passkey to"
                + " POST /api/v1/auth/mfa/verify/passkey")
        .with(
            Map.of(
                "challenge",
                challenge,
                "factors",
                factors,
                "expiresIn",
                ChallengeStore.LIFETIME.toSeconds()));
  }

  /**
   * Asks somebody who is not signed in and wants another password for what a sign-in asks for.
   *
   * @param code null when none is shown
   * @return whether one was due; it counts as a success of this attempt
   * @throws OpsException {@code mfa_required}, {@code bad_code}, {@code sign_in_slowed}
   */
  public boolean show(Principal user, Attempt attempt, SecretText code, Call call) {
    List<FactorKind> kinds = due(user).kinds();
    if (kinds.isEmpty()) {
      return false;
    }
    if (code == null) {
      throw missing(attempt, kinds);
    }
    CodeOwner owner = CodeOwner.of(user);
    Evidence evidence = new Evidence.Code(code);
    Optional<FactorKind> shown =
        db.transaction(
            tx -> second.use(tx, call, owner, attempt, evidence, SecondFactor.Place.NEW_PASSWORD));
    if (shown.isEmpty()) {
      throw slowDown.refusal(attempt, bad(evidence));
    }
    return true;
  }

  /** There is no challenge: a sign-in would come of it. */
  private OpsException missing(Attempt attempt, List<FactorKind> due) {
    db.transaction(tx -> slowDown.refuseTooSoon(tx, attempt));
    return new OpsException(ErrorCode.MFA_REQUIRED, "A second factor is due: send otp, too")
        .with(Map.of("factors", due.stream().map(WireNamed::nameOf).toList()));
  }

  /** Ends a sign-in whose request shows the second factor, too. */
  public TokenPair end(
      Principal user, Attempt attempt, Evidence evidence, SessionClient client, Call call) {
    return end(user, attempt, evidence, Optional.empty(), client, call);
  }

  /** Ends a sign-in that was challenged. */
  public TokenPair verify(VerifyMfa request, Call call) {
    Waiting waiting = waiting(request.challenge(), call);
    Evidence evidence = new Evidence.Code(request.code(), request.challenge().reveal());
    return verify(waiting, evidence, request.client(), call);
  }

  /** The same by a passkey. */
  public TokenPair verifyPasskey(VerifyPasskey request, Call call) {
    Waiting waiting = waiting(request.challenge(), call);
    Evidence evidence = new Evidence.Passkey(request.credential(), waiting.ceremony());
    return verify(waiting, evidence, request.client(), call);
  }

  /** What a browser needs to show a passkey. */
  public PasskeyRequestOptions askPasskey(AskPasskey request, Call call) {
    return passkeys.ask(waiting(request.challenge(), call).ceremony());
  }

  private Waiting waiting(SecretText challenge, Call call) {
    UUID userId = challenges.find(challenge, clock.instant()).orElseThrow(SecondStep::over);
    return new Waiting(challenge, principals.find(userId, call).orElseThrow(SecondStep::over));
  }

  private TokenPair verify(Waiting waiting, Evidence evidence, SessionClient client, Call call) {
    Attempt attempt = second.begin(CodeOwner.of(waiting.user()), client);
    if (!challenges.attempt(waiting.challenge(), clock.instant())) {
      throw over();
    }
    return end(waiting.user(), attempt, evidence, Optional.of(waiting.challenge()), client, call);
  }

  /** Of somebody whom an external directory has proved, in one request or after a challenge. */
  public TokenPair endExternal(
      Principal user, List<FactorKind> due, SecretText code, SessionClient client, Call call) {
    Attempt attempt = second.begin(CodeOwner.of(user), client);
    if (code == null) {
      throw challenge(user, attempt, due, call);
    }
    return end(user, attempt, new Evidence.Code(code), client, call);
  }

  private TokenPair end(
      Principal user,
      Attempt attempt,
      Evidence evidence,
      Optional<SecretText> challenge,
      SessionClient client,
      Call call) {
    CodeOwner owner = CodeOwner.of(user);
    Optional<SessionStart.Begun> begun =
        db.transaction(
            tx ->
                second
                    .use(tx, call, owner, attempt, evidence, SecondFactor.Place.SIGN_IN)
                    .map(
                        shown -> {
                          if (challenge.isPresent() && !challenges.end(tx, challenge.get())) {
                            throw over();
                          }
                          return start.begin(tx, user, client, Optional.of(shown));
                        }));
    return start.pair(user, begun.orElseThrow(() -> slowDown.refusal(attempt, bad(evidence))));
  }

  private static OpsException bad(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Code code ->
          new OpsException(
              ErrorCode.BAD_CODE, "The code is not right, is too old, or was used before");
      case Evidence.Passkey passkey ->
          new OpsException(
              ErrorCode.BAD_PASSKEY,
              "The passkey is not one of the user's, or answers no question that was asked here");
    };
  }

  static OpsException over() {
    return new OpsException(
        ErrorCode.BAD_CHALLENGE,
        "This sign-in is over: it took too long, or too many codes were wrong; begin it again");
  }
}
