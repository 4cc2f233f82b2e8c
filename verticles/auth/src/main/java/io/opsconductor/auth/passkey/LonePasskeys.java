package io.opsconductor.auth.passkey;

import com.webauthn4j.data.AuthenticationData;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.PasskeyAssertion;
import io.opsconductor.contracts.auth.PasskeyRequestOptions;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * Passkeys that are shown without anything else, and say themselves whose they are. The
 * authenticator must make sure who uses it, whatever the configuration says: so it is two factors.
 *
 * <p>A challenge is good once, within {@link Passkeys#PATIENCE}, on every node. It is written down
 * when a passkey that is known answers it, right or wrong.
 */
public final class LonePasskeys {
  /** The algorithm of the key that challenges are signed with. */
  public static final String KEY_ALGORITHM = SignedChallenge.MAC;

  private final Db db;
  private final PasskeyStore store = new PasskeyStore();
  private final Optional<RelyingParty> party;
  private final Optional<WebAuthn> rules;
  private final SignedChallenge challenges;
  private final Clock clock;

  /**
   * Those of one installation.
   *
   * @param party empty when none can be used
   * @param key the same on every node
   */
  public LonePasskeys(Db db, Optional<RelyingParty> party, SecretKey key, Clock clock) {
    this.db = db;
    this.party = party;
    this.rules = party.map(WebAuthn::new);
    this.challenges = new SignedChallenge(key);
    this.clock = clock;
  }

  /**
   * What a browser needs to show any that it has.
   *
   * @throws OpsException {@code mfa_unavailable}
   */
  public PasskeyRequestOptions ask() {
    RelyingParty here = party.orElseThrow(Passkeys::unavailable);
    return new PasskeyRequestOptions(
        Passkeys.text(challenges.next(clock.instant().plus(Passkeys.PATIENCE))),
        Passkeys.PATIENCE.toMillis(),
        here.id(),
        List.of(),
        PasskeySettings.UserVerification.REQUIRED.wireName());
  }

  /**
   * Whose it says to be.
   *
   * @throws OpsException {@code mfa_unavailable}
   */
  public Optional<PasskeyOwner> owner(PasskeyAssertion shown) {
    if (party.isEmpty()) {
      throw Passkeys.unavailable();
    }
    return store.owner(db, Base64.getUrlDecoder().decode(shown.id()));
  }

  /**
   * Looks at one, and notes its use. The caller holds off everything else that judges the user's
   * factors.
   *
   * @return its id
   */
  public Verdict<UUID> show(Tx tx, PasskeyOwner owner, PasskeyAssertion shown) {
    WebAuthn webAuthn = rules.orElseThrow(Passkeys::unavailable);
    Optional<AuthenticationData> read = webAuthn.read(shown);
    if (read.isEmpty()) {
      return Verdict.Refused.because(Refusal.MALFORMED);
    }
    AuthenticationData data = read.get();
    byte[] challenge = Passkeys.challenge(data.getCollectedClientData());
    Instant now = clock.instant();
    if (!challenges.isGood(challenge, now)
        || !store.useSignedChallenge(tx, challenge, SignedChallenge.end(challenge))) {
      return Verdict.Refused.because(Refusal.CHALLENGE);
    }
    if (!Arrays.equals(data.getUserHandle(), owner.handle())) {
      return Verdict.Refused.because(Refusal.UNKNOWN);
    }
    return new ShownPasskey(store, webAuthn, data, challenge).use(tx, owner, true, now);
  }

  public void removeExpiredChallenges(Instant before) {
    store.removeSignedChallenges(db, before);
  }
}
