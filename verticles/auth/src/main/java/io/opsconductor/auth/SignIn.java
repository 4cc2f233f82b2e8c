package io.opsconductor.auth;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.LoginRequest;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Begins a session for a name and a password. Unknown name, wrong password and disabled user are
 * one answer, after the same work.
 */
final class SignIn {
  private final Db db;
  private final PasswordStore passwords;
  private final PasswordHasher hasher;
  private final PrincipalClient principals;
  private final SessionStore sessions;
  private final TokenPairs tokens;
  private final Outbox outbox;
  private final Clock clock;

  /** Why a sign-in was refused; told to the operators by the event, never to the caller. */
  private enum Refusal {
    UNKNOWN_USER,
    WRONG_PASSWORD,
    NOT_ALLOWED
  }

  SignIn(
      Db db,
      PasswordStore passwords,
      PasswordHasher hasher,
      PrincipalClient principals,
      SessionStore sessions,
      TokenPairs tokens,
      Outbox outbox,
      Clock clock) {
    this.db = db;
    this.passwords = passwords;
    this.hasher = hasher;
    this.principals = principals;
    this.sessions = sessions;
    this.tokens = tokens;
    this.outbox = outbox;
    this.clock = clock;
  }

  TokenPair handle(LoginRequest request, Call call) {
    Optional<PasswordRow> known = passwords.find(request.username());
    boolean right = hasher.matches(known.map(PasswordRow::hash), request.password());
    if (known.isEmpty()) {
      throw refuse(known, Refusal.UNKNOWN_USER);
    }
    if (!right) {
      throw refuse(known, Refusal.WRONG_PASSWORD);
    }
    Principal user =
        principals
            .find(known.get().userId(), call)
            .orElseThrow(() -> refuse(known, Refusal.NOT_ALLOWED));
    return begin(user, SessionClient.orUnknown(request.client()));
  }

  private TokenPair begin(Principal user, SessionClient client) {
    Instant now = clock.instant();
    Session session = new Session(Ids.next(), user.id(), user.organizationId());
    String refreshToken = tokens.firstRefreshToken();
    db.transaction(
        tx -> {
          sessions.insert(tx, session, client, now);
          sessions.insertToken(tx, refreshToken, session.id(), now);
          outbox.add(
              tx,
              session.organizationId(),
              "session.started",
              "session",
              session.id(),
              Map.of("userId", user.id(), "username", user.username()));
          return session;
        });
    return tokens.pair(user, session.id(), refreshToken);
  }

  /** An unknown name is not written down: people type passwords there by mistake. */
  private OpsException refuse(Optional<PasswordRow> known, Refusal refusal) {
    UUID organization = known.map(PasswordRow::organizationId).orElse(Ids.DEFAULT_ORGANIZATION);
    UUID userId = known.map(PasswordRow::userId).orElse(null);
    String reason = refusal.name().toLowerCase(Locale.ROOT);
    db.transaction(
        tx -> {
          outbox.add(tx, organization, "session.refused", "user", userId, Map.of("reason", reason));
          return reason;
        });
    return new OpsException(ErrorCode.BAD_CREDENTIALS, "The username or the password is not right");
  }
}
