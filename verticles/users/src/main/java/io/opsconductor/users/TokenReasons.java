package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.TokenLimits;
import io.opsconductor.contracts.users.Entitlement;
import io.opsconductor.contracts.users.ExplainAccess;
import io.opsconductor.contracts.users.Explanation;
import io.opsconductor.contracts.users.Explanation.Because;
import io.opsconductor.platform.access.Rights;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What an API token adds to why its owner may do something: it can only take away. */
record TokenReasons(TokenLimits limits) {
  /**
   * Of a token that is good.
   *
   * @throws OpsException {@code not_found}
   */
  static TokenReasons of(UUID id, BusClient bus, Call call) {
    return new TokenReasons(
        bus.callAsService(AuthOperations.TOKEN_LIMITS, new IdRequest(id), call));
  }

  UUID ownerId() {
    return limits.ownerId();
  }

  List<Entitlement> rights() {
    return Rights.of(limits).entitlements();
  }

  /** What is said of a token of another organization. */
  OpsException unknown() {
    return new OpsException(ErrorCode.NOT_FOUND, "There is no API token " + limits.id());
  }

  /** With what allows the owner. */
  Explanation and(Explanation ofOwner, ExplainAccess request, ObjectSeen seen) {
    boolean some = Boolean.TRUE.equals(ofOwner.onSome());
    if (!ofOwner.allowed() && !some) {
      return ofOwner;
    }
    List<Entitlement> matching = matching(request, seen);
    boolean everywhere = matching.stream().anyMatch(one -> one.object() == null);
    if (request.type() == null && !matching.isEmpty() && (some || !everywhere)) {
      return new Explanation(false, true, both(ofOwner, matching));
    }
    if (matching.isEmpty()) {
      String where =
          request.type() == null ? "on everything" : "on this " + request.type().wireName();
      String why = "%s was not made for %s %s".formatted(name(), request.permission(), where);
      return new Explanation(false, List.of(new Because(null, why)));
    }
    return new Explanation(true, both(ofOwner, matching));
  }

  /** Of no object those on everything, or if there are none those on some. */
  private List<Entitlement> matching(ExplainAccess request, ObjectSeen seen) {
    String permission = request.permission();
    if (request.type() != null) {
      return rights().stream()
          .filter(one -> Rights.concerns(one, permission, request.type()) && seen.isMeant(one))
          .toList();
    }
    List<Entitlement> saying =
        rights().stream()
            .filter(one -> Rights.says(one, permission))
            .filter(one -> one.object() == null || one.object().type().covers(permission))
            .toList();
    List<Entitlement> onEverything = saying.stream().filter(one -> one.object() == null).toList();
    return onEverything.isEmpty() ? saying : onEverything;
  }

  private List<Because> both(Explanation ofOwner, List<Entitlement> matching) {
    List<Because> both = new ArrayList<>(ofOwner.because());
    for (Entitlement one : matching) {
      String what = String.join(", ", one.permissions());
      String why =
          "%s was made for %s on %s"
              .formatted(
                  name(), what.equals("*") ? "whatever" : what, UserReasons.object(one.object()));
      both.add(new Because(null, why));
    }
    return both;
  }

  private String name() {
    return "The API token " + limits.name();
  }
}
