package io.opsconductor.auth;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.MfaFactor;
import io.opsconductor.contracts.auth.MfaState;
import io.opsconductor.contracts.auth.RecoveryCodes;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Shows and removes second factors; for their user, or, all of them, for an administrator. */
final class ManageFactors {
  private final Db db;
  private final FactorStore factors;
  private final PrincipalClient principals;
  private final SessionEnding ending;
  private final MfaEvents events;
  private final Clock clock;

  ManageFactors(
      Db db,
      FactorStore factors,
      PrincipalClient principals,
      SessionEnding ending,
      MfaEvents events,
      Clock clock) {
    this.db = db;
    this.factors = factors;
    this.principals = principals;
    this.ending = ending;
    this.events = events;
    this.clock = clock;
  }

  MfaState state(Empty request, Call call) {
    UUID userId = call.user().id();
    List<MfaFactor> found = factors.totp(userId).map(TotpRow::toFactor).stream().toList();
    return new MfaState(found, factors.recoveryCodesLeft(userId));
  }

  Empty remove(IdRequest request, Call call) {
    sessionOf(call);
    CodeOwner owner = CodeOwner.of(call.user());
    return db.transaction(
        tx -> {
          factors.lock(tx, owner.userId());
          if (!factors.remove(tx, owner, request.id())) {
            throw new OpsException(
                ErrorCode.NOT_FOUND, "You have no second factor " + request.id());
          }
          if (factors.totp(tx, owner.userId()).isEmpty()) {
            factors.removeRecoveryCodes(tx, owner.userId());
          }
          events.add(tx, call, owner, "mfa.factor_removed", Map.of("factorId", request.id()));
          return Empty.INSTANCE;
        });
  }

  RecoveryCodes renewRecoveryCodes(Empty request, Call call) {
    sessionOf(call);
    CodeOwner owner = CodeOwner.of(call.user());
    return db.transaction(
        tx -> {
          factors.lock(tx, owner.userId());
          if (factors.totp(tx, owner.userId()).isEmpty()) {
            throw noFactor();
          }
          return renew(tx, factors, events, call, owner, clock.instant());
        });
  }

  /** All of a user of the caller's organization, whose sessions end. */
  Empty reset(IdRequest request, Call call) {
    principals.requireNoMoreThanOwn(request.id(), call);
    CodeOwner owner = new CodeOwner(request.id(), call.organizationId(), "");
    return db.transaction(
        tx -> {
          factors.lock(tx, owner.userId());
          int removed = factors.removeAll(tx, owner);
          ending.endAllOf(
              tx,
              call,
              owner.organizationId(),
              owner.userId(),
              null,
              Session.EndReason.FACTORS_RESET);
          events.add(tx, call, owner, "mfa.reset", Map.of("factors", removed));
          return Empty.INSTANCE;
        });
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

  static OpsException noFactor() {
    return new OpsException(ErrorCode.CONFLICT, "You have set up no second factor");
  }

  static OpsException wrongCode() {
    String detail = "code is not right, is too old, or was used before";
    return new OpsException(ErrorCode.WRONG_CODE, detail, List.of(new FieldError("/code", detail)));
  }
}
