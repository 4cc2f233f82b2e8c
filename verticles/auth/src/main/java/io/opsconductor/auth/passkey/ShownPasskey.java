package io.opsconductor.auth.passkey;

import com.webauthn4j.data.AuthenticationData;
import io.opsconductor.platform.database.Tx;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A passkey that somebody shows, in answer to a challenge that was good. */
final class ShownPasskey {
  private final PasskeyStore store;
  private final WebAuthn rules;
  private final AuthenticationData data;
  private final byte[] challenge;

  ShownPasskey(PasskeyStore store, WebAuthn rules, AuthenticationData data, byte[] challenge) {
    this.store = store;
    this.rules = rules;
    this.data = data;
    this.challenge = challenge;
  }

  /**
   * Looks at it, and notes its use.
   *
   * @param verified whether the authenticator must have made sure who uses it
   * @return its id
   */
  Verdict<UUID> use(Tx tx, PasskeyOwner owner, boolean verified, Instant now) {
    return store
        .find(tx, owner.userId(), data.getCredentialId())
        .map(row -> use(tx, row, rules.verify(data, challenge, row.key(), verified), now))
        .orElseGet(() -> Verdict.Refused.because(Refusal.UNKNOWN));
  }

  private Verdict<UUID> use(Tx tx, PasskeyRow row, Verdict<WebAuthn.Shown> verdict, Instant now) {
    return switch (verdict) {
      case Verdict.Accepted<WebAuthn.Shown>(WebAuthn.Shown shown) ->
          store.use(tx, row.id(), shown.counter(), shown.backedUp(), shown.verifiedUser(), now)
              ? new Verdict.Accepted<>(row.id())
              : refused(row, Refusal.COUNTER);
      case Verdict.Refused<WebAuthn.Shown>(Refusal why, Map<String, ?> details) ->
          refused(row, why);
    };
  }

  private Verdict<UUID> refused(PasskeyRow row, Refusal why) {
    return why == Refusal.COUNTER
        ? new Verdict.Refused<>(
            why,
            Map.of(
                "factorId",
                row.id(),
                "counterKnown",
                row.key().counter(),
                "counterShown",
                data.getAuthenticatorData().getSignCount()))
        : new Verdict.Refused<>(why, Map.of("factorId", row.id()));
  }
}
