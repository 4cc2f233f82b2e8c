package io.opsconductor.users;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.users.Entitlement;
import io.opsconductor.contracts.users.ExplainAccess;
import io.opsconductor.contracts.users.Explanation;
import io.opsconductor.contracts.users.Explanation.Because;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tells in words which roles and grants decide whether somebody may do something. */
final class Explain {
  private final Db db;
  private final Subjects subjects;
  private final BusClient bus;

  Explain(Db db, Subjects subjects, BusClient bus) {
    this.db = db;
    this.subjects = subjects;
    this.bus = bus;
  }

  Explanation handle(ExplainAccess request, Call call) {
    requireKnown(request);
    UUID caller = call.user().id();
    Optional<TokenReasons> token = tokenId(request, call).map(id -> TokenReasons.of(id, bus, call));
    UUID asked =
        token
            .map(TokenReasons::ownerId)
            .orElse(request.userId() == null ? caller : request.userId());
    if (!asked.equals(caller) && !call.user().mayEverywhere("grant:read")) {
      throw new OpsException(ErrorCode.FORBIDDEN, "This needs the permission grant:read");
    }
    Subject subject =
        subjects
            .find(call.organizationId(), asked)
            .orElseThrow(
                () ->
                    token
                        .map(TokenReasons::unknown)
                        .orElseGet(
                            () ->
                                new OpsException(
                                    ErrorCode.NOT_FOUND, "There is no user " + asked)));
    if (request.userId() != null && !request.userId().equals(asked)) {
      throw Checks.invalid("token", "must be of the user that is asked about");
    }
    if (!subject.enabled()) {
      return new Explanation(false, List.of(new Because(null, subject.name() + " is disabled")));
    }
    List<Entitlement> all = EntitlementStore.of(db, subject.organizationId(), subject.id());
    List<Entitlement> ofToken = token.map(TokenReasons::rights).orElse(List.of());
    ObjectSeen seen = ObjectSeen.by(bus, request, subject, all, ofToken, call);
    Explanation ofUser = new UserReasons(request, subject, all, seen).explanation();
    return token.isEmpty() ? ofUser : token.get().and(ofUser, request, seen);
  }

  /** A caller with a token that asks about itself means what it may do with that token. */
  private static Optional<UUID> tokenId(ExplainAccess request, Call call) {
    if (request.tokenId() != null) {
      return Optional.of(request.tokenId());
    }
    boolean self = request.userId() == null || request.userId().equals(call.user().id());
    return self ? Optional.ofNullable(call.user().tokenId()) : Optional.empty();
  }

  private static void requireKnown(ExplainAccess request) {
    boolean fits = request.type() == null || fits(request.type(), request.permission());
    if (!Permissions.exists(request.permission()) || !fits) {
      String detail =
          "There is no permission \"%s\"%s"
              .formatted(request.permission(), fits ? "" : " on a " + request.type().wireName());
      throw new OpsException(
          ErrorCode.UNKNOWN_PERMISSION,
          detail,
          List.of(new FieldError("/query/permission", detail)));
    }
  }

  private static boolean fits(ObjectType type, String permission) {
    return Permissions.exists(permission) && type.covers(permission);
  }
}
