package io.opsconductor.auth.password;

import io.opsconductor.auth.external.LinkedIdentities;
import io.opsconductor.auth.slowdown.Attempt;
import io.opsconductor.auth.slowdown.SlowDown;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Outbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks at passwords that somebody tells, of whoever it is with the same work, and no faster than
 * {@link SlowDown} allows. Whoever asks says how it went: {@link #passed} or {@link #refused},
 * unless it counts that with what else it writes.
 */
public final class PasswordCheck {
  private final Db db;
  private final PasswordStore passwords;
  private final PasswordHasher hasher;
  private final SlowDown slowDown;
  private final LinkedIdentities identities;
  private final Outbox outbox;

  /**
   * What was found.
   *
   * @param known whoever has the name
   * @param proved the same, if the password was looked at and is right
   */
  public record Told(Optional<PasswordRow> known, Attempt attempt, Optional<PasswordRow> proved) {}

  public PasswordCheck(
      Db db,
      PasswordStore passwords,
      PasswordHasher hasher,
      SlowDown slowDown,
      LinkedIdentities identities,
      Outbox outbox) {
    this.db = db;
    this.passwords = passwords;
    this.hasher = hasher;
    this.slowDown = slowDown;
    this.identities = identities;
    this.outbox = outbox;
  }

  /**
   * Looks at a password that is told with a name.
   *
   * @throws OpsException {@code sign_in_slowed}
   */
  public Told look(String username, SecretText password, SessionClient client) {
    return look(passwords.find(username), username, password, client);
  }

  /**
   * Looks at a password that the caller tells, and counts it when it is wrong.
   *
   * @return what was proved
   * @throws OpsException {@code wrong_password}, {@code sign_in_slowed}, {@code
   *     password_kept_elsewhere}
   */
  public Told ofCaller(SecretText password, SessionClient client, Call call) {
    UUID userId = call.user().id();
    Optional<PasswordRow> known = passwords.find(userId);
    if (known.isEmpty()) {
      identities.requirePasswordHere(userId);
    }
    Told told = look(known, call.user().username(), password, client);
    if (told.proved.isEmpty()) {
      throw refused(told, wrong());
    }
    return told;
  }

  private Told look(
      Optional<PasswordRow> known, String username, SecretText password, SessionClient client) {
    Attempt attempt = slowDown.begin(known, username, client);
    Optional<PasswordRow> judged = known.filter(row -> attempt.judged());
    boolean right = hasher.matches(judged.map(PasswordRow::hash), password);
    return new Told(known, attempt, right ? judged : Optional.empty());
  }

  /** Counts a success with which nothing else is written. */
  public void passed(Attempt attempt) {
    db.transaction(
        tx -> {
          slowDown.succeed(tx, attempt);
          return attempt;
        });
  }

  /**
   * Counts a failure of somebody who wanted another password than to sign in.
   *
   * @return the answer: to wait, or what is given
   */
  public OpsException refused(Told told, OpsException wrong) {
    Attempt attempt = told.attempt();
    db.transaction(
        tx -> {
          slowDown.fail(tx, attempt);
          told.known()
              .ifPresent(
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
