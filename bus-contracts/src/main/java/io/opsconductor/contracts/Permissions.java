package io.opsconductor.contracts;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The permissions that there are, {@code <thing>:<verb>}, and how those of a caller are written
 * down.
 *
 * <p>A caller has {@code *} for all of them, {@code target:read} for one that holds for every
 * object, and {@code target:read@some} for one that holds for some objects only: whoever owns the
 * objects then asks for which.
 */
public final class Permissions {
  /** All permissions. */
  public static final String ALL = "*";

  /** After the name of one that does not hold for every object. */
  public static final String SOME = "@some";

  private static final List<String> NAMES =
      List.of(
          "target:read",
          "target:write",
          "target:test",
          "target:run",
          "job:read",
          "job:write",
          "job:run",
          "execution:read",
          "execution:cancel",
          "schedule:read",
          "schedule:write",
          "credential:read",
          "credential:write",
          "secret:use",
          "user:read",
          "user:write",
          "session:read",
          "session:end",
          "mfa-policy:write",
          "role:read",
          "role:write",
          "team:read",
          "team:write",
          "grant:read",
          "grant:write",
          "service-account:read",
          "service-account:write",
          "organization:read",
          "organization:write",
          "token:read",
          "token:revoke",
          "token:inspect",
          "key:rotate",
          "audit:read",
          "cluster:read",
          "cluster:write");

  private Permissions() {}

  /** Every one by its name, in no order. */
  public static Set<String> all() {
    return new TreeSet<>(NAMES);
  }

  public static boolean exists(String name) {
    return NAMES.contains(name);
  }

  /**
   * Refuses a name that no permission has.
   *
   * @param pointer where it was given, such as {@code /permissions/0}
   * @throws OpsException {@code unknown_permission}
   */
  public static void requireKnown(String name, String pointer) {
    if (!exists(name)) {
      throw unknown(
          "There is no permission \"%s\"; there are %s"
              .formatted(name, String.join(", ", new TreeSet<>(NAMES))),
          pointer);
    }
  }

  /** {@code unknown_permission}. */
  public static OpsException unknown(String detail, String pointer) {
    return new OpsException(
        ErrorCode.UNKNOWN_PERMISSION, detail, List.of(new FieldError(pointer, detail)));
  }

  /** The thing before the colon. */
  public static String thing(String permission) {
    return permission.substring(0, permission.indexOf(':'));
  }

  /**
   * Whether it is about the installation, which no other organization than the first looks after.
   */
  public static boolean isOfInstallation(String permission) {
    return permission.startsWith("organization:")
        || permission.startsWith("cluster:")
        || permission.startsWith("key:");
  }

  /** What of these permissions users of an organization have. */
  public static Set<String> in(UUID organizationId, Set<String> held) {
    if (organizationId.equals(Ids.DEFAULT_ORGANIZATION)) {
      return held;
    }
    Set<String> left = new TreeSet<>(held.contains(ALL) ? NAMES : held);
    left.removeIf(Permissions::isOfInstallation);
    return left;
  }

  /** By its name, whether it holds for every object or for some. */
  public static String withoutSome(String held) {
    return held.endsWith(SOME) ? held.substring(0, held.length() - SOME.length()) : held;
  }

  /** Whether the permission holds for every object. */
  public static boolean everywhere(Set<String> held, String permission) {
    return held.contains(ALL) || held.contains(permission);
  }

  /** Whether the permission holds for some object at least. */
  public static boolean somewhere(Set<String> held, String permission) {
    return everywhere(held, permission) || held.contains(permission + SOME);
  }
}
