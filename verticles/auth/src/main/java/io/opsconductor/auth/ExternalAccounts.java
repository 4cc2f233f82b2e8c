package io.opsconductor.auth;

import io.opsconductor.auth.account.PrincipalClient;
import io.opsconductor.auth.external.Accounts;
import io.opsconductor.auth.external.ExternalProvider;
import io.opsconductor.auth.mfa.SecondStep;
import io.opsconductor.auth.password.PasswordStore;
import io.opsconductor.auth.session.Session;
import io.opsconductor.auth.session.SessionEnding;
import io.opsconductor.auth.session.SessionStart;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import java.util.Optional;
import java.util.UUID;

/** Sessions of those whom an external directory has proved. */
final class ExternalAccounts implements Accounts {
  private final Db db;
  private final PasswordStore passwords;
  private final PrincipalClient principals;
  private final SecondStep secondStep;
  private final SessionStart start;
  private final SessionEnding ending;

  ExternalAccounts(
      Db db,
      PasswordStore passwords,
      PrincipalClient principals,
      SecondStep secondStep,
      SessionStart start,
      SessionEnding ending) {
    this.db = db;
    this.passwords = passwords;
    this.principals = principals;
    this.secondStep = secondStep;
    this.start = start;
    this.ending = ending;
  }

  @Override
  public TokenPair open(
      Principal user, ExternalProvider by, SecretText otp, SessionClient client, Call call) {
    SecondStep.Due due = secondStep.due(user, by);
    if (!due.kinds().isEmpty()) {
      return secondStep.endExternal(user, due.kinds(), otp, client, call);
    }
    SessionStart.Begun begun =
        db.transaction(tx -> start.begin(tx, user, client, Optional.empty(), Optional.of(by)));
    TokenPair pair = start.pair(user, begun);
    return due.mustEnrol() ? pair.withMfaEnrolmentRequired() : pair;
  }

  @Override
  public boolean hasPassword(UUID userId) {
    return passwords.find(userId).isPresent();
  }

  @Override
  public boolean maySignIn(UUID userId, UUID organizationId, Call call) {
    return principals
        .find(userId, call)
        .filter(user -> !user.belongsToProgram())
        .filter(user -> user.organizationId().equals(organizationId))
        .isPresent();
  }

  @Override
  public void requireOfOrganization(UUID userId, Call call) {
    principals.requireOfOrganization(userId, call);
  }

  @Override
  public void requireNoMoreThanOwn(UUID userId, Call call) {
    principals.requireNoMoreThanOwn(userId, call);
  }

  @Override
  public void endSessions(Tx tx, Call call, UUID organizationId, UUID userId) {
    ending.endAllOf(
        tx, call, organizationId, userId, null, Session.EndReason.ENDED_BY_ADMINISTRATOR);
  }
}
