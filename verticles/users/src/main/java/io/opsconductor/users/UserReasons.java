package io.opsconductor.users;

import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.users.Entitlement;
import io.opsconductor.contracts.users.ExplainAccess;
import io.opsconductor.contracts.users.Explanation;
import io.opsconductor.contracts.users.Explanation.Because;
import io.opsconductor.contracts.users.GrantEffect;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.platform.access.AccessDecisions;
import io.opsconductor.platform.access.Rights;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Why a user or service account may do something. It is decided by what decides everywhere ({@link
 * AccessDecisions#reach}); here it is only said in words.
 */
record UserReasons(
    ExplainAccess request, Subject subject, List<Entitlement> entitlements, ObjectSeen seen) {
  UserReasons {
    entitlements = List.copyOf(entitlements);
  }

  Explanation explanation() {
    Set<String> held =
        Permissions.in(subject.organizationId(), new Rights(entitlements).permissions());
    String permission = request.permission();
    if (request.type() != null) {
      boolean own = seen.isOwn(subject, permission);
      boolean allowed =
          AccessDecisions.reach(
                  held, () -> new Rights(entitlements), () -> null, permission, request.type())
              .contains(seen.one()::contains, seen.denied()::contains, own);
      return allowed ? allowed(this::concernsObject, own) : refused(this::concernsObject);
    }
    if (Permissions.everywhere(held, permission)) {
      return allowed(this::concernsEverything, false);
    }
    return Permissions.somewhere(held, permission) ? onSome() : refused(this::concernsEverything);
  }

  private boolean concernsObject(Entitlement one) {
    return Rights.concerns(one, request.permission(), request.type()) && seen.isMeant(one);
  }

  private boolean concernsEverything(Entitlement one) {
    return one.object() == null && Rights.says(one, request.permission());
  }

  private Explanation allowed(Predicate<Entitlement> concerns, boolean own) {
    List<Because> allowing = new ArrayList<>(words(concerns, GrantEffect.ALLOW));
    if (own) {
      allowing.add(new Because(null, subject.noun() + " started this execution"));
    }
    return new Explanation(true, allowing);
  }

  private Explanation refused(Predicate<Entitlement> concerns) {
    List<Because> denying = words(concerns, GrantEffect.DENY);
    return new Explanation(
        false, denying.isEmpty() ? List.of(new Because(null, missing(concerns))) : denying);
  }

  private String missing(Predicate<Entitlement> concerns) {
    boolean ofOthers =
        Permissions.isOfInstallation(request.permission())
            && !words(concerns, GrantEffect.ALLOW).isEmpty();
    return ofOthers
        ? "Only users of the first organization look after the installation"
        : "No role and no grant allows " + request.permission();
  }

  private Explanation onSome() {
    Predicate<Entitlement> concerns =
        one ->
            Rights.says(one, request.permission())
                && (one.object() == null || one.object().type().covers(request.permission()));
    List<Because> because = new ArrayList<>(words(concerns, GrantEffect.ALLOW));
    if (Rights.OWN.contains(request.permission())) {
      because.add(new Because(null, "Whoever may run jobs may do it to what they started"));
    }
    because.addAll(words(concerns, GrantEffect.DENY));
    return new Explanation(false, true, because);
  }

  private List<Because> words(Predicate<Entitlement> concerns, GrantEffect effect) {
    return entitlements.stream()
        .filter(one -> one.effect() == effect)
        .filter(concerns)
        .map(one -> new Because(one.grantId(), words(one)))
        .toList();
  }

  private String words(Entitlement one) {
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
}
