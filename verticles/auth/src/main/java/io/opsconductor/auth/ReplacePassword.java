package io.opsconductor.auth;

import io.opsconductor.auth.external.LinkedIdentities;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.ChangePassword;
import io.opsconductor.contracts.auth.JudgePassword;
import io.opsconductor.contracts.auth.PasswordStrength;
import io.opsconductor.contracts.auth.PasswordWeakness;
import io.opsconductor.contracts.auth.RenewPassword;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Outbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives people another password for the present one, which is guessed no faster here than at the
 * sign-in. Their sessions end, but for the one that asks.
 */
final class ReplacePassword {
  private final Db db;
  private final PasswordStore passwords;
  private final PasswordHasher hasher;
  private final PasswordLife life;
  private final SlowDown slowDown;
  private final PrincipalClient principals;
  private final LinkedIdentities identities;
  private final SessionEnding ending;
  private final Outbox outbox;

  ReplacePassword(
      Db db,
      PasswordStore passwords,
      PasswordHasher hasher,
      PasswordLife life,
      SlowDown slowDown,
      PrincipalClient principals,
      LinkedIdentities identities,
      SessionEnding ending,
      Outbox outbox) {
    this.db = db;
    this.passwords = passwords;
    this.hasher = hasher;
    this.life = life;
    this.slowDown = slowDown;
    this.principals = principals;
    this.identities = identities;
    this.ending = ending;
    this.outbox = outbox;
  }

  /** Of the caller. A wrong one is no {@code 401}: the session is good, and goes on. */
  Empty change(ChangePassword request, Call call) {
    Optional<PasswordRow> known = passwords.find(call.user().id());
    if (known.isEmpty()) {
      identities.requirePasswordHere(call.user().id());
    }
    Attempt attempt = slowDown.begin(known, call.user().username(), request.client());
    PasswordRow row =
        proved(known, attempt, request.currentPassword())
            .orElseThrow(() -> refuse(known, attempt, wrong()));
    replace(row, attempt, request.newPassword(), call.user().sessionId(), call);
    return Empty.INSTANCE;
  }

  /** Of somebody without a session; answered as a sign-in is, whoever it is. */
  Empty renew(RenewPassword request, Call call) {
    Optional<PasswordRow> known = passwords.find(request.username());
    Attempt attempt = slowDown.begin(known, request.username(), request.client());
    PasswordRow row =
        proved(known, attempt, request.currentPassword())
            .filter(proved -> principals.find(proved.userId(), call).isPresent())
            .orElseThrow(() -> refuse(known, attempt, SignIn.badCredentials()));
    replace(row, attempt, request.newPassword(), null, call);
    return Empty.INSTANCE;
  }

  /** Says what the policy says; nothing is kept. */
  PasswordStrength judge(JudgePassword request, Call call) {
    String username =
        request.username() == null || request.username().isEmpty()
            ? call.user().username()
            : request.username();
    List<PasswordWeakness> found = PasswordPolicy.weaknesses(username, request.password());
    return new PasswordStrength(found.isEmpty(), found);
  }

  private Optional<PasswordRow> proved(
      Optional<PasswordRow> known, Attempt attempt, SecretText current) {
    Optional<PasswordRow> judged = known.filter(row -> attempt.judged());
    return hasher.matches(judged.map(PasswordRow::hash), current) ? judged : Optional.empty();
  }

  /**
   * The proof counts before the new password is judged: whoever knows the present one and is told
   * that the new one is weak, tries again.
   */
  private void replace(
      PasswordRow row, Attempt attempt, SecretText password, UUID session, Call call) {
    db.transaction(
        tx -> {
          slowDown.succeed(tx, attempt);
          return row;
        });
    PasswordPolicy.check(row.username(), password, "newPassword");
    life.refuseUsed(row, password, "newPassword");
    PasswordHash hash = hasher.hash(password);
    db.transaction(
        tx -> {
          if (!passwords.replace(tx, row, hash)) {
            throw new OpsException(
                ErrorCode.CONFLICT, "The password was changed by somebody else in the meantime");
          }
          life.replaced(tx, row);
          outbox.add(
              tx,
              row.organizationId(),
              "password.set",
              "user",
              row.userId(),
              Map.of("changed", true));
          ending.endAllOf(
              tx,
              call,
              row.organizationId(),
              row.userId(),
              session,
              Session.EndReason.PASSWORD_CHANGED);
          return row;
        });
  }

  private OpsException refuse(Optional<PasswordRow> known, Attempt attempt, OpsException wrong) {
    db.transaction(
        tx -> {
          slowDown.fail(tx, attempt);
          known.ifPresent(
              row ->
                  outbox.add(
                      tx,
                      row.organizationId(),
                      "password.refused",
                      "user",
                      row.userId(),
                      Map.of("reason", attempt.judged() ? "wrong_password" : "slowed_down")));
          return attempt;
        });
    return slowDown.refusal(attempt, wrong);
  }

  private static OpsException wrong() {
    String detail = "currentPassword is not right";
    return new OpsException(
        ErrorCode.WRONG_PASSWORD, detail, List.of(new FieldError("/currentPassword", detail)));
  }
}
