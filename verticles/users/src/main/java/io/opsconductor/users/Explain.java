package io.opsconductor.users;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.secrets.SecretOperations;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.users.Entitlement;
import io.opsconductor.contracts.users.ExplainAccess;
import io.opsconductor.contracts.users.Explanation;
import io.opsconductor.contracts.users.Explanation.Because;
import io.opsconductor.contracts.users.GrantEffect;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.MatchObject;
import io.opsconductor.contracts.users.ObjectMatches;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.access.Rights;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.util.ArrayList;
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
    Explanation ofUser =
        decide(
            request,
            subject,
            EntitlementStore.of(db, subject.organizationId(), subject.id()),
            call);
    return token.isEmpty() || !ofUser.allowed()
        ? ofUser
        : token
            .get()
            .and(ofUser, request, kept(request, subject, token.get().rights(), call).items());
  }

  /** A caller with a token that asks about itself means what it may do with that token. */
  private static Optional<UUID> tokenId(ExplainAccess request, Call call) {
    if (request.tokenId() != null) {
      return Optional.of(request.tokenId());
    }
    boolean self = request.userId() == null || request.userId().equals(call.user().id());
    return self ? Optional.ofNullable(call.user().tokenId()) : Optional.empty();
  }

  /** What of it all concerns the object, and whether that is the user's own. */
  private record Kept(List<Entitlement> items, boolean own) {}

  private Kept kept(
      ExplainAccess request, Subject subject, List<Entitlement> entitlements, Call call) {
    List<Entitlement> concerning =
        entitlements.stream().filter(one -> concerns(one, request)).toList();
    if (request.type() == null) {
      return new Kept(concerning, false);
    }
    ObjectMatches matches = matches(request, subject, concerning, call);
    return new Kept(
        matching(concerning, matches.matches()),
        subject.id().equals(matches.ownerId()) && Rights.OWN.contains(request.permission()));
  }

  private Explanation decide(
      ExplainAccess request, Subject subject, List<Entitlement> entitlements, Call call) {
    Kept kept = kept(request, subject, entitlements, call);
    return explanation(request, subject, kept.items(), kept.own());
  }

  private static boolean concerns(Entitlement one, ExplainAccess request) {
    return request.type() == null
        ? one.object() == null && Rights.says(one, request.permission())
        : Rights.concerns(one, request.permission(), request.type());
  }

  private ObjectMatches matches(
      ExplainAccess request, Subject subject, List<Entitlement> concerning, Call call) {
    List<GrantObject> objects =
        concerning.stream().map(Entitlement::object).filter(object -> object != null).toList();
    ObjectMatches matches =
        bus.callAsService(
            owner(request.type()),
            new MatchObject(subject.organizationId(), request.objectId(), objects),
            call);
    if (!matches.exists()) {
      throw new OpsException(
          ErrorCode.NOT_FOUND,
          "There is no %s %s".formatted(request.type().wireName(), request.objectId()));
    }
    return matches;
  }

  private static Operation<MatchObject, ObjectMatches> owner(ObjectType type) {
    return switch (type) {
      case TARGET -> TargetOperations.MATCH;
      case JOB -> JobOperations.MATCH;
      case CREDENTIAL -> SecretOperations.MATCH;
      case EXECUTION -> ExecutionOperations.MATCH;
    };
  }

  /** Those on everything, and those whose object matches. */
  private static List<Entitlement> matching(List<Entitlement> concerning, List<Boolean> matches) {
    List<Entitlement> kept = new ArrayList<>();
    int next = 0;
    for (Entitlement one : concerning) {
      if (one.object() == null || matches.get(next++)) {
        kept.add(one);
      }
    }
    return kept;
  }

  private static Explanation explanation(
      ExplainAccess request, Subject subject, List<Entitlement> matching, boolean own) {
    List<Because> denying = words(subject, matching, GrantEffect.DENY);
    if (!denying.isEmpty()) {
      return new Explanation(false, denying);
    }
    List<Because> allowing = new ArrayList<>(words(subject, matching, GrantEffect.ALLOW));
    if (own) {
      allowing.add(new Because(null, subject.noun() + " started this execution"));
    }
    return allowing.isEmpty()
        ? new Explanation(
            false,
            List.of(new Because(null, "No role and no grant allows " + request.permission())))
        : new Explanation(true, allowing);
  }

  private static List<Because> words(
      Subject subject, List<Entitlement> matching, GrantEffect effect) {
    return matching.stream()
        .filter(one -> one.effect() == effect)
        .map(one -> new Because(one.grantId(), words(subject, one)))
        .toList();
  }

  private static String words(Subject subject, Entitlement one) {
    if (one.grantId() == null) {
      return subject.noun() + " has the role " + one.role();
    }
    return "%s %s the role %s on %s"
        .formatted(
            one.team() == null ? subject.noun() : "The team " + one.team(),
            one.effect() == GrantEffect.ALLOW ? "is granted" : "is denied",
            one.role(),
            object(one.object()));
  }

  /** In words. */
  static String object(GrantObject object) {
    if (object == null) {
      return "everything";
    }
    return object.id() == null
        ? "every %s with %s".formatted(object.type().wireName(), object.selector())
        : "the %s %s".formatted(object.type().wireName(), object.id());
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
