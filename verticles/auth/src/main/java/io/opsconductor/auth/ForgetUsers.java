package io.opsconductor.auth;

import io.opsconductor.auth.account.ForgottenStore;
import io.opsconductor.auth.mfa.CodeOwner;
import io.opsconductor.auth.mfa.FactorStore;
import io.opsconductor.auth.passkey.Passkeys;
import io.opsconductor.auth.password.StorePassword;
import io.opsconductor.auth.session.Session;
import io.opsconductor.auth.session.SessionEnding;
import io.opsconductor.auth.tokens.OwnerTokens;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.auth.ForgetUser;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Takes from a user all with which somebody could sign in. The user is remembered as forgotten, so
 * that a password that was on its way meanwhile is not stored afterwards: it would belong to nobody
 * and hold a name. Takes turns with {@link StorePassword} and with everything that judges codes.
 */
final class ForgetUsers {
  private final Db db;
  private final ForgottenStore forgotten;
  private final FactorStore factors;
  private final Passkeys passkeys;
  private final SessionEnding ending;
  private final OwnerTokens ofOwner;
  private final Outbox outbox;
  private final Clock clock;

  ForgetUsers(
      Db db,
      ForgottenStore forgotten,
      FactorStore factors,
      Passkeys passkeys,
      SessionEnding ending,
      OwnerTokens ofOwner,
      Outbox outbox,
      Clock clock) {
    this.db = db;
    this.forgotten = forgotten;
    this.factors = factors;
    this.passkeys = passkeys;
    this.ending = ending;
    this.ofOwner = ofOwner;
    this.outbox = outbox;
    this.clock = clock;
  }

  Empty handle(ForgetUser request, Call call) {
    return db.transaction(
        tx -> {
          forget(tx, request, call);
          return Empty.INSTANCE;
        });
  }

  private void forget(Tx tx, ForgetUser request, Call call) {
    UUID organizationId = request.organizationId();
    UUID userId = request.userId();
    Instant now = clock.instant();
    factors.lock(tx, userId);
    forgotten.add(tx, organizationId, userId, now);
    int sessions =
        ending.endAllOf(tx, call, organizationId, userId, null, Session.EndReason.USER_DELETED);
    List<UUID> tokens = ofOwner.endAll(tx, call, organizationId, userId, "user_deleted");
    CodeOwner owner = new CodeOwner(userId, organizationId, "");
    int removed = factors.removeAll(tx, owner) + passkeys.removeAll(tx, owner.ofPasskeys());
    boolean password = forgotten.removePassword(tx, organizationId, userId);
    if (password || removed + sessions + tokens.size() > 0) {
      outbox.add(
          tx,
          call,
          organizationId,
          "user.forgotten",
          "user",
          userId,
          Map.of("password", password, "factors", removed, "sessions", sessions, "tokens", tokens));
    }
  }
}
