package io.opsconductor.auth.mfa;

import io.opsconductor.auth.account.PrincipalClient;
import io.opsconductor.auth.passkey.Passkeys;
import io.opsconductor.auth.session.Session;
import io.opsconductor.auth.session.SessionEnding;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.MfaFactor;
import io.opsconductor.contracts.auth.MfaState;
import io.opsconductor.contracts.auth.RecoveryCodes;
import io.opsconductor.contracts.auth.RenameFactor;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Shows and removes second factors; for their user, or, all of them, for an administrator. */
public final class ManageFactors {
  private final Db db;
  private final FactorStore factors;
  private final Passkeys passkeys;
  private final PrincipalClient principals;
  private final SessionEnding ending;
  private final MfaEvents events;
  private final Clock clock;

  public ManageFactors(
      Db db,
      FactorStore factors,
      Passkeys passkeys,
      PrincipalClient principals,
      SessionEnding ending,
      MfaEvents events,
      Clock clock) {
    this.db = db;
    this.factors = factors;
    this.passkeys = passkeys;
    this.principals = principals;
    this.ending = ending;
    this.events = events;
    this.clock = clock;
  }

  public MfaState state(Empty request, Call call) {
    UUID userId = call.user().id();
    return new MfaState(found(userId), factors.recoveryCodesLeft(userId));
  }

  private List<MfaFactor> found(UUID userId) {
    List<MfaFactor> found = new ArrayList<>(passkeys.list(userId));
    factors.totp(userId).map(TotpRow::toFactor).ifPresent(found::addFirst);
    factors.emailCodes(userId).ifPresent(found::add);
    return found;
  }

  public Empty remove(IdRequest request, Call call) {
    sessionOf(call);
    CodeOwner owner = CodeOwner.of(call.user());
    MfaFactor factor =
        found(owner.userId()).stream()
            .filter(one -> one.id().equals(request.id()))
            .findFirst()
            .orElseThrow(() -> noSuchFactor(request.id()));
    return db.transaction(
        tx -> {
          factors.lock(tx, owner.userId());
          if (!factors.remove(tx, owner, request.id())
              && !passkeys.remove(tx, owner.ofPasskeys(), request.id())
              && !removeEmailCodes(tx, owner, request.id())) {
            throw noSuchFactor(request.id());
          }
          if (!hasFactor(tx, owner)) {
            factors.removeRecoveryCodes(tx, owner.userId());
          }
          Change gone = Change.removed(facts(factor)).with("factorId", request.id());
          events.add(tx, call, owner, "mfa.factor_removed", gone.data());
          return Empty.INSTANCE;
        });
  }

  /** Gives a passkey another name. */
  public MfaFactor rename(RenameFactor request, Call call) {
    sessionOf(call);
    CodeOwner owner = CodeOwner.of(call.user());
    return db.transaction(
        tx -> {
          factors.lock(tx, owner.userId());
          MfaFactor before =
              passkeys
                  .rename(tx, owner.ofPasskeys(), request.id(), request.name())
                  .orElseThrow(() -> notRenamed(tx, owner, request.id()));
          events.add(
              tx,
              call,
              owner,
              "mfa.factor_renamed",
              Change.of(Map.of("name", before.name()), Map.of("name", request.name()))
                  .with("factorId", request.id())
                  .data());
          return new MfaFactor(
              before.id(), before.kind(), request.name(), before.createdAt(), before.lastUsedAt());
        });
  }

  private OpsException notRenamed(Tx tx, CodeOwner owner, UUID id) {
    return factors.totp(tx, owner.userId()).filter(row -> row.id().equals(id)).isPresent()
        ? new OpsException(ErrorCode.CONFLICT, "Only passkeys have names of their own")
        : noSuchFactor(id);
  }

  private boolean removeEmailCodes(Tx tx, CodeOwner owner, UUID id) {
    return factors
            .emailCodes(tx, owner.userId())
            .filter(factor -> factor.id().equals(id))
            .isPresent()
        && factors.removeEmailCodes(tx, owner);
  }

  private boolean hasFactor(Tx tx, CodeOwner owner) {
    return factors.totp(tx, owner.userId()).isPresent()
        || passkeys.count(tx, owner.userId()) > 0
        || factors.emailCodes(tx, owner.userId()).isPresent();
  }

  public RecoveryCodes renewRecoveryCodes(Empty request, Call call) {
    sessionOf(call);
    CodeOwner owner = CodeOwner.of(call.user());
    return db.transaction(
        tx -> {
          factors.lock(tx, owner.userId());
          if (!hasFactor(tx, owner)) {
            throw noFactor();
          }
          return renew(tx, factors, events, call, owner, clock.instant());
        });
  }

  /** All of a user of the caller's organization, whose sessions end. */
  public Empty reset(IdRequest request, Call call) {
    principals.requireNoMoreThanOwn(request.id(), call);
    CodeOwner owner = new CodeOwner(request.id(), call.organizationId(), "");
    return db.transaction(
        tx -> {
          factors.lock(tx, owner.userId());
          int removed = factors.removeAll(tx, owner) + passkeys.removeAll(tx, owner.ofPasskeys());
          ending.endAllOf(
              tx,
              call,
              owner.organizationId(),
              owner.userId(),
              null,
              Session.EndReason.FACTORS_RESET);
          Change gone = Change.removed(Map.of("factors", removed)).with("factors", removed);
          events.add(tx, call, owner, "mfa.reset", gone.data());
          return Empty.INSTANCE;
        });
  }

  private static Map<String, Object> facts(MfaFactor factor) {
    return factor.name() == null
        ? Map.of("kind", factor.kind().wireName())
        : Map.of("kind", factor.kind().wireName(), "name", factor.name());
  }

  static RecoveryCodes renew(
      Tx tx, FactorStore factors, MfaEvents events, Call call, CodeOwner owner, Instant now) {
    List<String> codes = RecoveryCode.newSet();
    factors.putRecoveryCodes(tx, owner, codes, now);
    events.add(tx, call, owner, "mfa.recovery_codes_made", Map.of("count", codes.size()));
    return new RecoveryCodes(codes.stream().map(SecretText::new).toList());
  }

  /** Factors are changed by people: a token that a program holds has no session. */
  static UUID sessionOf(Call call) {
    UUID session = call.user().sessionId();
    if (session == null) {
      throw new OpsException(
          ErrorCode.FORBIDDEN, "Second factors are only for those who are signed in themselves");
    }
    return session;
  }

  private static OpsException noSuchFactor(UUID id) {
    return new OpsException(ErrorCode.NOT_FOUND, "You have no second factor " + id);
  }

  static OpsException noFactor() {
    return new OpsException(ErrorCode.CONFLICT, "You have set up no second factor");
  }

  static OpsException wrongCode() {
    String detail = "code is not right, is too old, or was used before";
    return new OpsException(ErrorCode.WRONG_CODE, detail, List.of(new FieldError("/code", detail)));
  }
}
