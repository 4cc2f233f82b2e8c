package io.opsconductor.auth.password;

import io.opsconductor.auth.account.ForgottenStore;
import io.opsconductor.auth.external.LinkedIdentities;
import io.opsconductor.auth.mfa.FactorStore;
import io.opsconductor.auth.session.Session;
import io.opsconductor.auth.session.SessionEnding;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.SetPassword;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.DatabaseErrors;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Outbox;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives a user a password. Another one than before ends the user's sessions; the same one again
 * changes nothing. One whose password an external directory keeps gets none here.
 */
public final class StorePassword {
  private final Db db;
  private final PasswordStore passwords;
  private final FactorStore factors;
  private final ForgottenStore forgotten;
  private final PasswordHasher hasher;
  private final PasswordLife life;
  private final LinkedIdentities identities;
  private final SessionEnding ending;
  private final Outbox outbox;

  public StorePassword(
      Db db,
      PasswordStore passwords,
      FactorStore factors,
      ForgottenStore forgotten,
      PasswordHasher hasher,
      PasswordLife life,
      LinkedIdentities identities,
      SessionEnding ending,
      Outbox outbox) {
    this.db = db;
    this.passwords = passwords;
    this.factors = factors;
    this.forgotten = forgotten;
    this.hasher = hasher;
    this.life = life;
    this.identities = identities;
    this.ending = ending;
    this.outbox = outbox;
  }

  public Empty handle(SetPassword request, Call call) {
    PasswordPolicy.check(request.username(), request.password(), "password");
    Optional<PasswordRow> before = passwords.find(request.userId());
    if (before.isEmpty()) {
      identities.requirePasswordHere(request.userId());
    }
    if (before.isPresent() && isSame(before.get(), request)) {
      return Empty.INSTANCE;
    }
    PasswordHash hash = hasher.hash(request.password());
    put(
        new PasswordRow(request.userId(), request.organizationId(), request.username(), hash),
        before,
        call);
    return Empty.INSTANCE;
  }

  /** One that is forgotten meanwhile waits until the password is stored, and takes it. */
  private void requireNotForgotten(Tx tx, UUID userId) {
    factors.lock(tx, userId);
    if (forgotten.contains(tx, userId)) {
      throw new OpsException(ErrorCode.NOT_FOUND, "The user " + userId + " was removed");
    }
  }

  private boolean isSame(PasswordRow before, SetPassword request) {
    return before.username().equals(request.username())
        && hasher.matches(Optional.of(before.hash()), request.password());
  }

  private void put(PasswordRow password, Optional<PasswordRow> before, Call call) {
    try {
      db.transaction(
          tx -> {
            requireNotForgotten(tx, password.userId());
            passwords.put(tx, password);
            outbox.add(
                tx,
                password.organizationId(),
                "password.set",
                "user",
                password.userId(),
                Map.of("changed", before.isPresent()));
            if (before.isPresent()) {
              life.replaced(tx, before.get());
              ending.endAllOf(
                  tx,
                  call,
                  password.organizationId(),
                  password.userId(),
                  null,
                  Session.EndReason.PASSWORD_CHANGED);
            }
            return password;
          });
    } catch (RuntimeException e) {
      if (DatabaseErrors.violatedUnique(e).isPresent()) {
        throw new OpsException(
            ErrorCode.CONFLICT, "A later user has the name " + password.username());
      }
      throw e;
    }
  }
}
