package io.opsconductor.auth;

import io.opsconductor.auth.SignInRefusals.Reason;
import io.opsconductor.auth.account.PrincipalClient;
import io.opsconductor.auth.external.ExternalIdentity;
import io.opsconductor.auth.external.ExternalProvider;
import io.opsconductor.auth.external.ExternalSignIn;
import io.opsconductor.auth.ldap.LdapDirectory;
import io.opsconductor.auth.mfa.Evidence;
import io.opsconductor.auth.mfa.SecondStep;
import io.opsconductor.auth.password.PasswordHasher;
import io.opsconductor.auth.password.PasswordLife;
import io.opsconductor.auth.password.PasswordRow;
import io.opsconductor.auth.password.PasswordStore;
import io.opsconductor.auth.session.SessionStart;
import io.opsconductor.auth.slowdown.Attempt;
import io.opsconductor.auth.slowdown.SlowDown;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.LoginRequest;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins a session for a name and a password. Unknown name, wrong password and disabled user are
 * one answer, after the same work; so are those whom {@link SlowDown} makes wait. A name that has a
 * password here is judged here alone; any other is asked of the directory, where there is one.
 */
final class SignIn {
  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

  private final Db db;
  private final PasswordStore passwords;
  private final PasswordHasher hasher;
  private final SlowDown slowDown;
  private final PasswordLife life;
  private final PrincipalClient principals;
  private final SecondStep secondStep;
  private final SessionStart start;
  private final Optional<LdapDirectory> directory;
  private final ExternalSignIn external;
  private final SignInRefusals refusals;

  SignIn(
      Db db,
      PasswordStore passwords,
      PasswordHasher hasher,
      SlowDown slowDown,
      PasswordLife life,
      PrincipalClient principals,
      SecondStep secondStep,
      SessionStart start,
      Optional<LdapDirectory> directory,
      ExternalSignIn external,
      SignInRefusals refusals) {
    this.db = db;
    this.passwords = passwords;
    this.hasher = hasher;
    this.slowDown = slowDown;
    this.life = life;
    this.principals = principals;
    this.secondStep = secondStep;
    this.start = start;
    this.directory = directory;
    this.external = external;
    this.refusals = refusals;
  }

  TokenPair handle(LoginRequest request, Call call) {
    Optional<PasswordRow> known = passwords.find(request.username());
    Attempt attempt = begin(known, request, call);
    if (known.isEmpty() && directory.isPresent()) {
      return ofDirectory(directory.get(), request, attempt, call);
    }
    Optional<PasswordRow> judged = known.filter(row -> attempt.judged());
    if (!hasher.matches(judged.map(PasswordRow::hash), request.password())) {
      throw refuse(known, attempt, reason(known, attempt), request, call);
    }
    PasswordRow row = judged.orElseThrow();
    Principal user =
        principals
            .find(row.userId(), call)
            .orElseThrow(() -> refuse(known, attempt, Reason.NOT_ALLOWED, request, call));
    if (life.isExpired(row)) {
      throw expired(row, attempt, request, call);
    }
    rehash(row, request.password());
    return goOn(user, request, attempt, secondStep.due(user), Optional.empty(), call);
  }

  private TokenPair ofDirectory(
      LdapDirectory asked, LoginRequest request, Attempt attempt, Call call) {
    Reason reason = attempt.judged() ? Reason.REFUSED_BY_DIRECTORY : Reason.SLOWED_DOWN;
    ExternalIdentity identity =
        Optional.of(attempt)
            .filter(Attempt::judged)
            .flatMap(judged -> asked.authenticate(request.username(), request.password()))
            .orElseThrow(() -> refuse(Optional.empty(), attempt, reason, request, call));
    ExternalProvider by = asked.provider();
    Principal user = external.resolve(by, identity, call);
    return goOn(user, request, attempt, secondStep.due(user, by), Optional.of(by), call);
  }

  /** After the proof of the password. */
  private TokenPair goOn(
      Principal user,
      LoginRequest request,
      Attempt attempt,
      SecondStep.Due due,
      Optional<ExternalProvider> by,
      Call call) {
    if (due.kinds().isEmpty()) {
      TokenPair pair = begin(user, request.client(), attempt, by);
      return due.mustEnrol() ? pair.withMfaEnrolmentRequired() : pair;
    }
    if (request.otp() == null) {
      throw secondStep.challenge(user, attempt, due.kinds(), call);
    }
    return secondStep.end(user, attempt, new Evidence.Code(request.otp()), request.client(), call);
  }

  private Attempt begin(Optional<PasswordRow> known, LoginRequest request, Call call) {
    try {
      return slowDown.begin(known, request.username(), request.client());
    } catch (OpsException e) {
      refusals.heldUp(known, request.client(), call);
      throw e;
    }
  }

  private TokenPair begin(
      Principal user, SessionClient client, Attempt attempt, Optional<ExternalProvider> by) {
    SessionStart.Begun begun =
        db.transaction(
            tx -> {
              slowDown.succeed(tx, attempt);
              return start.begin(tx, user, client, Optional.empty(), by);
            });
    return start.pair(user, begun);
  }

  /** Told only to somebody who knows the password, so it is proved as at any sign-in. */
  private OpsException expired(PasswordRow row, Attempt attempt, LoginRequest request, Call call) {
    db.transaction(
        tx -> {
          slowDown.succeed(tx, attempt);
          refusals.add(tx, Optional.of(row), Reason.PASSWORD_EXPIRED, request.client(), call);
          return attempt;
        });
    return new OpsException(
        ErrorCode.PASSWORD_EXPIRED,
        "The password has expired; choose another one with POST /api/v1/auth/password/renew, or"
            + " with: opsconductor user password --username NAME");
  }

  /**
   * Makes a hash of earlier parameters anew, since the password is known only now. In a storm it is
   * left to the next time.
   */
  private void rehash(PasswordRow row, SecretText password) {
    if (row.hash().isOfToday()) {
      return;
    }
    try {
      passwords.rehash(row, hasher.hash(password));
    } catch (OpsException e) {
      LOG.atInfo()
          .addKeyValue("userId", row.userId())
          .addKeyValue("errorCode", e.code())
          .log("A password hash of earlier parameters stays until the next sign-in");
    }
  }

  private static Reason reason(Optional<PasswordRow> known, Attempt attempt) {
    if (!attempt.judged()) {
      return Reason.SLOWED_DOWN;
    }
    return known.isEmpty() ? Reason.UNKNOWN_USER : Reason.WRONG_PASSWORD;
  }

  private OpsException refuse(
      Optional<PasswordRow> known,
      Attempt attempt,
      Reason reason,
      LoginRequest request,
      Call call) {
    db.transaction(
        tx -> {
          slowDown.fail(tx, attempt);
          refusals.add(tx, known, reason, request.client(), call);
          return reason;
        });
    return slowDown.refusal(attempt, badCredentials());
  }

  static OpsException badCredentials() {
    return new OpsException(ErrorCode.BAD_CREDENTIALS, "The username or the password is not right");
  }
}
