package io.opsconductor.auth;

import io.opsconductor.auth.passkey.PasskeyOwner;
import io.opsconductor.auth.password.PasswordRow;
import io.opsconductor.auth.slowdown.SlowDown;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.denial.Denial;
import io.opsconductor.platform.denial.DenialLog;
import io.opsconductor.platform.outbox.Outbox;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Tells of sign-ins that were refused. A password or passkey that was looked at is an event of its
 * own: {@link SlowDown} bounds how many are. One that was not is one of a flood, and told of by the
 * minute. An unknown name is not written down: people type passwords there by mistake.
 */
final class SignInRefusals {
  private static final String TYPE = "session.refused";

  private final Outbox outbox;
  private final DenialLog denials;

  /** Why a sign-in was refused; told to the operators by the event, never to the caller. */
  enum Reason {
    /** The password was not looked at: too many were wrong before. */
    SLOWED_DOWN,
    UNKNOWN_USER,
    WRONG_PASSWORD,
    /** Nobody here has a password for the name, and the directory does not accept it. */
    REFUSED_BY_DIRECTORY,
    /** The password is right, and the user may not sign in. */
    NOT_ALLOWED,
    /** The password is right, and too old. */
    PASSWORD_EXPIRED,
    /** Nobody here has the passkey. */
    UNKNOWN_PASSKEY,
    /** What it says is not right; an event of the passkey tells why. */
    WRONG_PASSKEY
  }

  /** Whose the account is that somebody tried. */
  private record Whose(UUID userId, UUID organizationId) {
    static Optional<Whose> of(Optional<PasswordRow> known) {
      return known.map(row -> new Whose(row.userId(), row.organizationId()));
    }
  }

  SignInRefusals(Outbox outbox, DenialLog denials) {
    this.outbox = outbox;
    this.denials = denials;
  }

  /** In the transaction that counts the attempt. */
  void add(Tx tx, Optional<PasswordRow> known, Reason reason, SessionClient client, Call call) {
    add(tx, reason, Whose.of(known), client, call);
  }

  /** The same of a passkey. */
  void add(Tx tx, Reason reason, PasskeyOwner owner, SessionClient client, Call call) {
    Whose whose = new Whose(owner.userId(), owner.organizationId());
    add(tx, reason, Optional.of(whose), client, call);
  }

  private void add(Tx tx, Reason reason, Optional<Whose> known, SessionClient client, Call call) {
    if (reason == Reason.SLOWED_DOWN) {
      tx.afterCommit(() -> denials.add(denial(known, reason, client, call)));
      return;
    }
    Map<String, Object> data = new TreeMap<>();
    data.put("reason", name(reason));
    if (address(client) != null) {
      data.put("address", address(client));
    }
    UUID organization = known.map(Whose::organizationId).orElse(Ids.DEFAULT_ORGANIZATION);
    UUID userId = known.map(Whose::userId).orElse(null);
    outbox.add(tx, call, organization, TYPE, "user", userId, data);
  }

  /** One that has to wait before anything is looked at. */
  void heldUp(Optional<PasswordRow> known, SessionClient client, Call call) {
    denials.add(denial(Whose.of(known), Reason.SLOWED_DOWN, client, call));
  }

  private static Denial denial(
      Optional<Whose> known, Reason reason, SessionClient client, Call call) {
    return new Denial(
        TYPE,
        Denial.Who.UNKNOWN,
        "login",
        name(reason),
        name(reason),
        "user",
        known.map(Whose::userId).orElse(null),
        call.correlationId(),
        address(client));
  }

  private static String address(SessionClient client) {
    return client == null ? null : client.address();
  }

  private static String name(Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
