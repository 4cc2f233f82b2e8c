package io.opsconductor.platform.access;

import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.auth.TokenLimits;
import io.opsconductor.contracts.users.Entitlement;
import io.opsconductor.contracts.users.GrantEffect;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What somebody may do, by all roles and grants that they have. A permission is given by any that
 * allows it, unless one denies it: deny wins. One that is limited to objects gives only permissions
 * on such objects.
 *
 * <p>Whoever may run something somewhere may see and cancel what they ran: see {@link #OWN}.
 */
public record Rights(List<Entitlement> entitlements) {
  /** What one may do to the executions that one started oneself. */
  public static final Set<String> OWN = Set.of("execution:read", "execution:cancel");

  private static final String RUN = "job:run";

  public Rights {
    entitlements = List.copyOf(entitlements);
  }

  /** What an API token was made for, whoever comes with it. */
  public static Rights of(TokenLimits limits) {
    List<Entitlement> all = new ArrayList<>();
    if (!limits.permissions().isEmpty()) {
      all.add(ofToken(limits, limits.permissions(), null));
    }
    limits.scopes().forEach(one -> all.add(ofToken(limits, one.permissions(), one.object())));
    return new Rights(all);
  }

  private static Entitlement ofToken(
      TokenLimits limits, List<String> permissions, GrantObject object) {
    return new Entitlement(null, limits.name(), permissions, object, GrantEffect.ALLOW, null);
  }

  /** Which objects the permission holds for. */
  public Reach reach(String permission, ObjectType type) {
    List<Entitlement> matching =
        entitlements.stream().filter(one -> concerns(one, permission, type)).toList();
    if (matching.stream().anyMatch(one -> denies(one) && one.object() == null)) {
      return Reach.NOTHING;
    }
    return new Reach(
        List.of(
            new Reach.Part(
                matching.stream().anyMatch(one -> !denies(one) && one.object() == null),
                objects(matching, GrantEffect.ALLOW),
                objects(matching, GrantEffect.DENY))));
  }

  /** Whether a role or grant says something of this permission on objects of this type. */
  public static boolean concerns(Entitlement one, String permission, ObjectType type) {
    if (!says(one, permission)) {
      return false;
    }
    GrantObject object = one.object();
    if (object == null) {
      return true;
    }
    boolean ofJob = type == ObjectType.EXECUTION && object.type() == ObjectType.JOB;
    return (object.type() == type || ofJob) && object.type().covers(permission);
  }

  /** Whether a role or grant says something of this permission, on whatever objects. */
  public static boolean says(Entitlement one, String permission) {
    return one.permissions().contains(Permissions.ALL) || one.permissions().contains(permission);
  }

  /** As {@link Permissions} says, for a caller context. */
  public Set<String> permissions() {
    if (entitlements.stream().noneMatch(Rights::denies)
        && entitlements.stream()
            .anyMatch(one -> one.object() == null && one.permissions().contains(Permissions.ALL))) {
      return Set.of(Permissions.ALL);
    }
    Set<String> held = new TreeSet<>();
    for (String permission : Permissions.all()) {
      add(held, permission);
    }
    if (Permissions.somewhere(held, RUN)) {
      OWN.stream()
          .filter(permission -> !held.contains(permission) && !isDenied(permission))
          .forEach(permission -> held.add(permission + Permissions.SOME));
    }
    return held;
  }

  private void add(Set<String> held, String permission) {
    boolean some = false;
    boolean limited = false;
    boolean everywhere = false;
    for (Entitlement one : entitlements) {
      boolean covered = one.object() == null || one.object().type().covers(permission);
      if (says(one, permission) && covered) {
        everywhere |= !denies(one) && one.object() == null;
        some |= !denies(one);
        limited |= denies(one);
      }
    }
    if (some && !isDenied(permission)) {
      held.add(everywhere && !limited ? permission : permission + Permissions.SOME);
    }
  }

  /** On everything. */
  private boolean isDenied(String permission) {
    return entitlements.stream()
        .anyMatch(one -> denies(one) && one.object() == null && says(one, permission));
  }

  private static boolean denies(Entitlement one) {
    return one.effect() == GrantEffect.DENY;
  }

  private static List<GrantObject> objects(List<Entitlement> matching, GrantEffect effect) {
    return matching.stream()
        .filter(one -> one.effect() == effect && one.object() != null)
        .map(Entitlement::object)
        .toList();
  }
}
