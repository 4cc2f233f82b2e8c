package io.opsconductor.auth.password;

import io.opsconductor.auth.session.Session;
import io.opsconductor.auth.session.SessionEnding;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Outbox;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Puts a password that its user has chosen in the place of the present one. */
public final class NewPassword {
  private static final String FIELD = "newPassword";

  private final Db db;
  private final PasswordStore passwords;
  private final PasswordHasher hasher;
  private final PasswordLife life;
  private final SessionEnding ending;
  private final Outbox outbox;

  /**
   * The circumstances of a change.
   *
   * @param session goes on, while all others of the user end; all end when it is null
   * @param facts for the event
   * @param first what else happens in the same transaction; undoes all of it when it fails
   */
  public record Circumstances(UUID session, Map<String, ?> facts, Consumer<Tx> first) {}

  public NewPassword(
      Db db,
      PasswordStore passwords,
      PasswordHasher hasher,
      PasswordLife life,
      SessionEnding ending,
      Outbox outbox) {
    this.db = db;
    this.passwords = passwords;
    this.hasher = hasher;
    this.life = life;
    this.ending = ending;
    this.outbox = outbox;
  }

  /**
   * Replaces the password, which ends sessions of its user.
   *
   * @param before as it was read: changed in the meantime, it stays
   * @throws OpsException {@code weak_password}, {@code password_reused}, {@code conflict}
   */
  public void replace(PasswordRow before, SecretText password, Circumstances of, Call call) {
    PasswordPolicy.check(before.username(), password, FIELD);
    life.refuseUsed(before, password, FIELD);
    PasswordHash hash = hasher.hash(password);
    db.transaction(
        tx -> {
          of.first.accept(tx);
          write(tx, before, hash, of, call);
          return before;
        });
  }

  private void write(Tx tx, PasswordRow before, PasswordHash hash, Circumstances of, Call call) {
    if (!passwords.replace(tx, before, hash)) {
      throw new OpsException(
          ErrorCode.CONFLICT, "The password was changed by somebody else in the meantime");
    }
    life.replaced(tx, before);
    UUID userId = before.userId();
    outbox.add(tx, before.organizationId(), "password.set", "user", userId, of.facts);
    ending.endAllOf(
        tx, call, before.organizationId(), userId, of.session, Session.EndReason.PASSWORD_CHANGED);
  }
}
