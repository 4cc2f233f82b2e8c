package io.opsconductor.auth.mfa;

import io.opsconductor.auth.keys.KeySeal;
import io.opsconductor.auth.mail.MailedCodes;
import io.opsconductor.auth.passkey.Passkeys;
import io.opsconductor.auth.passkey.Refusal;
import io.opsconductor.auth.passkey.Verdict;
import io.opsconductor.auth.password.PasswordStore;
import io.opsconductor.auth.slowdown.Attempt;
import io.opsconductor.auth.slowdown.SlowDown;
import io.opsconductor.auth.slowdown.Tally;
import io.opsconductor.auth.slowdown.TallyStore;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.FactorKind;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Judges codes and passkeys, one of a user at a time. Wrong ones count as wrong passwords do, and
 * by themselves for the user, from wherever they come: only somebody who knows the password gets so
 * far, so that nobody else can make the user wait.
 */
public final class SecondFactor {
  private final PasswordStore passwords;
  private final FactorStore factors;
  private final Passkeys passkeys;
  private final MailedCodes mailed;
  private final KeySeal seal;
  private final SlowDown slowDown;
  private final TallyStore tallies;
  private final MfaEvents events;
  private final Clock clock;

  /** Where a code is asked for. The names are told by the events. */
  enum Place {
    SIGN_IN,
    STEP_UP,
    ENROLMENT,
    NEW_PASSWORD;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public SecondFactor(
      PasswordStore passwords,
      FactorStore factors,
      Passkeys passkeys,
      MailedCodes mailed,
      KeySeal seal,
      SlowDown slowDown,
      TallyStore tallies,
      MfaEvents events,
      Clock clock) {
    this.passwords = passwords;
    this.factors = factors;
    this.passkeys = passkeys;
    this.mailed = mailed;
    this.seal = seal;
    this.slowDown = slowDown;
    this.tallies = tallies;
    this.events = events;
    this.clock = clock;
  }

  /** What the user can show; empty when no second factor is set up. */
  List<FactorKind> kinds(UUID userId) {
    List<FactorKind> kinds = new ArrayList<>();
    if (factors.totp(userId).isPresent()) {
      kinds.add(FactorKind.TOTP);
    }
    if (passkeys.count(userId) > 0) {
      kinds.add(FactorKind.PASSKEY);
    }
    if (factors.emailCodes(userId).isPresent()) {
      kinds.add(FactorKind.EMAIL_CODE);
    }
    if (!kinds.isEmpty() && factors.recoveryCodesLeft(userId) > 0) {
      kinds.add(FactorKind.RECOVERY_CODE);
    }
    return kinds;
  }

  /**
   * Looks whether something may be shown.
   *
   * @throws OpsException {@code sign_in_slowed}
   */
  Attempt begin(CodeOwner owner, SessionClient client) {
    Attempt attempt = slowDown.begin(passwords.find(owner.userId()), owner.username(), client);
    if (!attempt.judged()) {
      throw SlowDown.slowed(attempt.delay());
    }
    return attempt;
  }

  /**
   * Uses up what is shown, if it is right.
   *
   * @return what it was of; empty when it is wrong or was used before, which is counted
   * @throws OpsException {@code sign_in_slowed} when others were wrong in the meantime
   */
  Optional<FactorKind> use(
      Tx tx, Call call, CodeOwner owner, Attempt attempt, Evidence evidence, Place place) {
    return judge(
        tx,
        call,
        owner,
        attempt,
        place,
        () ->
            switch (evidence) {
              case Evidence.Code(SecretText code, String boundTo) -> {
                String plain = plain(code);
                yield boundTo != null && MailedCodes.isMeant(plain)
                    ? acceptMailed(tx, owner, plain, boundTo)
                    : accept(tx, call, owner, plain);
              }
              case Evidence.Passkey passkey -> accept(tx, call, owner, passkey, place);
            });
  }

  /** The step of a code that an application shows which is being set up; empty as above. */
  Optional<Long> confirm(
      Tx tx, Call call, CodeOwner owner, Attempt attempt, SecretText code, TotpRow begun) {
    return judge(tx, call, owner, attempt, Place.ENROLMENT, () -> boxed(match(begun, plain(code))));
  }

  private <T> Optional<T> judge(
      Tx tx,
      Call call,
      CodeOwner owner,
      Attempt attempt,
      Place place,
      Supplier<Optional<T>> judgement) {
    factors.lock(tx, owner.userId());
    String key = "second-factor:" + owner.userId();
    refuseTooSoon(tx, key, attempt);
    Optional<T> found = judgement.get();
    if (found.isPresent()) {
      slowDown.succeed(tx, attempt);
      tallies.forget(tx, key);
    } else {
      slowDown.fail(tx, attempt);
      tallies.count(tx, key, Tally.Measure.PAIR, clock.instant());
      events.add(tx, call, owner, "mfa.refused", Map.of("at", place.word()));
    }
    return found;
  }

  /** Whoever signed in from there lately is not held up by those who guess elsewhere. */
  private void refuseTooSoon(Tx tx, String key, Attempt attempt) {
    slowDown.refuseTooSoon(tx, attempt);
    Tally tally = tallies.find(tx, List.of(key)).getOrDefault(key, Tally.NONE);
    Duration wait = tally.waitsStill(Tally.Measure.PAIR, clock.instant());
    if (wait.isPositive() && !attempt.familiar()) {
      throw SlowDown.slowed(wait);
    }
  }

  private Optional<FactorKind> acceptMailed(Tx tx, CodeOwner owner, String code, String boundTo) {
    MailedCodes.Place place =
        new MailedCodes.Place(owner.userId(), owner.organizationId(), boundTo);
    if (factors.emailCodes(tx, owner.userId()).isEmpty() || !mailed.accept(tx, place, code)) {
      return Optional.empty();
    }
    factors.useEmailCodes(tx, owner.userId(), clock.instant());
    return Optional.of(FactorKind.EMAIL_CODE);
  }

  private Optional<FactorKind> accept(Tx tx, Call call, CodeOwner owner, String code) {
    Instant now = clock.instant();
    if (RecoveryCode.isMeant(code)) {
      if (!factors.useRecoveryCode(tx, owner.userId(), code, now)) {
        return Optional.empty();
      }
      int left = factors.recoveryCodesLeft(tx, owner.userId());
      events.add(tx, call, owner, "mfa.recovery_code_used", Map.of("left", left));
      return Optional.of(FactorKind.RECOVERY_CODE);
    }
    return factors
        .totp(tx, owner.userId())
        .filter(row -> isNew(tx, row, code, now))
        .map(row -> FactorKind.TOTP);
  }

  private Optional<FactorKind> accept(
      Tx tx, Call call, CodeOwner owner, Evidence.Passkey passkey, Place place) {
    return switch (passkeys.show(tx, passkey.ceremony(), passkey.shown())) {
      case Verdict.Accepted<UUID>(UUID id) -> Optional.of(FactorKind.PASSKEY);
      case Verdict.Refused<UUID>(Refusal why, Map<String, ?> details) -> {
        Map<String, Object> data = new HashMap<>(details);
        data.put("at", place.word());
        data.put("reason", why.word());
        events.add(tx, call, owner, "mfa.passkey_refused", data);
        yield Optional.empty();
      }
    };
  }

  private boolean isNew(Tx tx, TotpRow row, String code, Instant now) {
    OptionalLong step = match(row, code);
    return step.isPresent() && factors.accept(tx, row.id(), step.getAsLong(), now);
  }

  private OptionalLong match(TotpRow row, String code) {
    byte[] secret = Base64.getDecoder().decode(seal.open(row.id().toString(), row.sealedSecret()));
    return Totp.match(secret, code, clock.instant(), row.lastStep());
  }

  private static Optional<Long> boxed(OptionalLong step) {
    return step.isPresent() ? Optional.of(step.getAsLong()) : Optional.empty();
  }

  /** Applications show the digits in two groups. */
  private static String plain(SecretText code) {
    return code.reveal().replaceAll("\\s", "");
  }
}
