package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Gives out an API token.
 *
 * @param permissions {@code <thing>:<verb>}, or {@code *} for all that its owner may; what the
 *     owner may not, the token may not either, at whatever time it is used. They hold for every
 *     object; may be absent when there are scopes
 * @param scopes what it may do to some objects only; none when absent
 * @param expiresAt when it ends; as late as may be when null
 * @param endless whether it does not end at all, which the installation must allow; false when null
 */
public record CreateToken(
    String name,
    List<String> permissions,
    List<TokenScope> scopes,
    Instant expiresAt,
    Boolean endless) {
  /** So many permissions may be listed. */
  public static final int MAX_PERMISSIONS = 100;

  /** And so many scopes. */
  public static final int MAX_SCOPES = 20;

  private static final int MAX_PERMISSION = 80;

  /** Without scopes. */
  public CreateToken(String name, List<String> permissions, Instant expiresAt, Boolean endless) {
    this(name, permissions, null, expiresAt, endless);
  }

  public CreateToken {
    Checks.name(name, "name");
    scopes = scopes == null ? List.of() : List.copyOf(scopes);
    Checks.range(scopes.size(), "scopes", 0, MAX_SCOPES);
    boolean scoped = !scopes.isEmpty();
    permissions =
        permissions == null && scoped
            ? List.of()
            : names(Checks.present(permissions, "permissions"), scoped ? 0 : 1);
    endless = endless != null && endless;
    if (endless && expiresAt != null) {
      throw Checks.invalid("expiresAt", "must be absent when the token does not end");
    }
  }

  /**
   * What it gives on whatever objects: on all, and by scopes. {@code *} of a scope is what such
   * objects can have.
   */
  public List<String> onWhateverObjects() {
    return Stream.concat(
            permissions.stream(), scopes.stream().flatMap(scope -> scope.each().stream()))
        .distinct()
        .sorted()
        .toList();
  }

  /** Well-formed, sorted, each once. */
  static List<String> names(List<String> permissions, int least) {
    Checks.range(permissions.size(), "permissions", least, MAX_PERMISSIONS);
    IntStream.range(0, permissions.size())
        .forEach(i -> requirePermission(permissions.get(i), "permissions/" + i));
    return permissions.stream().distinct().sorted().toList();
  }

  private static void requirePermission(String permission, String field) {
    Checks.text(permission, field, MAX_PERMISSION);
    if (!permission.equals("*") && !permission.matches("[a-z-]+:[a-z-]+")) {
      throw Checks.invalid(field, "must be like target:read, or * for all that you may");
    }
  }
}
