package io.opsconductor.auth.passkey;

import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.client.CollectedClientData;
import io.opsconductor.auth.passkey.PasskeyRow.PublicKey;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.MfaFactor;
import io.opsconductor.contracts.auth.PasskeyAssertion;
import io.opsconductor.contracts.auth.PasskeyAttestation;
import io.opsconductor.contracts.auth.PasskeyCreationOptions;
import io.opsconductor.contracts.auth.PasskeyDescriptor;
import io.opsconductor.contracts.auth.PasskeyRequestOptions;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The passkeys of users.
 *
 * <pre>
 *   begin ─ challenge ─ register ─→ kept ─ ask ─ challenge ─ show ─→ used, again and again
 * </pre>
 *
 * A challenge is good once, within {@link #PATIENCE}, for what it was asked for: right or wrong,
 * the answer uses it up.
 */
public final class Passkeys {
  /** How many a user may have. */
  public static final int MOST = 20;

  /** How long a challenge waits. */
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final String NAME = "OpsConductor";
  private static final String TYPE = "public-key";
  private static final int CHALLENGE_BYTES = 32;

  private final Db db;
  private final PasskeyStore store = new PasskeyStore();
  private final Optional<RelyingParty> party;
  private final Optional<WebAuthn> rules;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * Those of one installation.
   *
   * @param party empty when none can be used; those that are there still count
   */
  public Passkeys(Db db, Optional<RelyingParty> party, Clock clock) {
    this.db = db;
    this.party = party;
    this.rules = party.map(WebAuthn::new);
    this.clock = clock;
  }

  public int count(Sql sql, UUID userId) {
    return store.count(sql, userId);
  }

  public int count(UUID userId) {
    return store.count(db, userId);
  }

  public List<MfaFactor> list(UUID userId) {
    return store.list(db, userId).stream().map(PasskeyRow::toFactor).toList();
  }

  /**
   * What a browser needs to make one.
   *
   * @throws OpsException {@code mfa_unavailable}, {@code too_many_passkeys}
   */
  public PasskeyCreationOptions begin(Ceremony ceremony) {
    RelyingParty here = requireParty();
    PasskeyOwner owner = ceremony.owner();
    List<PasskeyRow> known = store.list(db, owner.userId());
    requireRoom(known.size());
    return new PasskeyCreationOptions(
        new PasskeyCreationOptions.RelyingParty(here.id(), NAME),
        new PasskeyCreationOptions.User(text(owner.handle()), owner.username(), owner.username()),
        challenge(ceremony),
        WebAuthn.ALGORITHMS.stream()
            .map(number -> new PasskeyCreationOptions.Algorithm(TYPE, number))
            .toList(),
        PATIENCE.toMillis(),
        descriptors(known),
        new PasskeyCreationOptions.Selection(
            "preferred", false, here.userVerification().wireName()),
        "none");
  }

  /** Looks at a passkey that was made; uses its challenge up. */
  public Verdict<NewPasskey> judge(Ceremony ceremony, PasskeyAttestation made) {
    requireParty();
    WebAuthn webAuthn = rules.orElseThrow();
    Optional<RegistrationData> read = webAuthn.read(made);
    if (read.isEmpty()) {
      return Verdict.Refused.because(Refusal.MALFORMED);
    }
    byte[] challenge = challenge(read.get().getCollectedClientData());
    if (!store.takeChallenge(db, ceremony, challenge, clock.instant())) {
      return Verdict.Refused.because(Refusal.CHALLENGE);
    }
    Verdict<PublicKey> verdict =
        webAuthn.verify(read.get(), challenge, made.response().transports());
    return switch (verdict) {
      case Verdict.Accepted<PublicKey>(PublicKey key) ->
          new Verdict.Accepted<>(new NewPasskey(key));
      case Verdict.Refused<PublicKey>(Refusal why, Map<String, ?> details) ->
          new Verdict.Refused<>(why, details);
    };
  }

  /**
   * Keeps one. The caller holds off everything else that changes the user's factors.
   *
   * @throws OpsException {@code too_many_passkeys}
   */
  public MfaFactor add(Tx tx, PasskeyOwner owner, String name, NewPasskey made) {
    requireRoom(store.count(tx, owner.userId()));
    PasskeyRow row = new PasskeyRow(Ids.next(), name, made.key(), clock.instant(), null);
    store.insert(tx, owner, row);
    return row.toFactor();
  }

  /**
   * What a browser needs to show one.
   *
   * @throws OpsException {@code mfa_unavailable}; {@code conflict} when the user has none
   */
  public PasskeyRequestOptions ask(Ceremony ceremony) {
    RelyingParty here = requireParty();
    List<PasskeyRow> known = store.list(db, ceremony.owner().userId());
    if (known.isEmpty()) {
      throw new OpsException(ErrorCode.CONFLICT, "There is no passkey to be shown");
    }
    return new PasskeyRequestOptions(
        challenge(ceremony),
        PATIENCE.toMillis(),
        here.id(),
        descriptors(known),
        here.userVerification().wireName());
  }

  /**
   * Looks at a passkey that is shown, and notes its use; uses its challenge up. The caller holds
   * off everything else that judges the user's factors.
   *
   * @return its id
   */
  public Verdict<UUID> show(Tx tx, Ceremony ceremony, PasskeyAssertion shown) {
    WebAuthn webAuthn = rules.orElseThrow(Passkeys::unavailable);
    Optional<AuthenticationData> read = webAuthn.read(shown);
    if (read.isEmpty()) {
      return Verdict.Refused.because(Refusal.MALFORMED);
    }
    AuthenticationData data = read.get();
    byte[] challenge = challenge(data.getCollectedClientData());
    if (!store.takeChallenge(tx, ceremony, challenge, clock.instant())) {
      return Verdict.Refused.because(Refusal.CHALLENGE);
    }
    PasskeyOwner owner = ceremony.owner();
    byte[] handle = data.getUserHandle();
    if (handle != null && !Arrays.equals(handle, owner.handle())) {
      return Verdict.Refused.because(Refusal.UNKNOWN);
    }
    return new ShownPasskey(store, webAuthn, data, challenge)
        .use(tx, owner, webAuthn.asksForVerification(), clock.instant());
  }

  /**
   * Gives one another name.
   *
   * @return it as it was; empty when the user has no such passkey
   */
  public Optional<MfaFactor> rename(Tx tx, PasskeyOwner owner, UUID id, String name) {
    Optional<PasskeyRow> found = store.findById(tx, owner, id);
    found.ifPresent(row -> store.rename(tx, owner, id, name));
    return found.map(PasskeyRow::toFactor);
  }

  /** Whether the user had such a passkey. */
  public boolean remove(Tx tx, PasskeyOwner owner, UUID id) {
    return store.remove(tx, owner, id);
  }

  /** All that the user has. */
  public int removeAll(Tx tx, PasskeyOwner owner) {
    return store.removeAll(tx, owner);
  }

  public void removeExpiredChallenges(Instant before) {
    store.removeExpiredChallenges(db, before);
  }

  private String challenge(Ceremony ceremony) {
    byte[] bytes = new byte[CHALLENGE_BYTES];
    random.nextBytes(bytes);
    store.putChallenge(db, ceremony, bytes, clock.instant().plus(PATIENCE));
    return text(bytes);
  }

  static byte[] challenge(CollectedClientData said) {
    return said.getChallenge().getValue();
  }

  private RelyingParty requireParty() {
    return party.orElseThrow(Passkeys::unavailable);
  }

  static OpsException unavailable() {
    return new OpsException(
        ErrorCode.MFA_UNAVAILABLE,
        "The server has no public URL with a domain in it, for which passkeys are made; set"
            + " auth.public_url");
  }

  private static void requireRoom(int known) {
    if (known >= MOST) {
      throw new OpsException(
          ErrorCode.TOO_MANY_PASSKEYS,
          "You have " + MOST + " passkeys, the most that anybody may have; remove one first");
    }
  }

  private static List<PasskeyDescriptor> descriptors(List<PasskeyRow> rows) {
    return rows.stream().map(PasskeyRow::toDescriptor).toList();
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
