package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a user may be. Each role states all that it permits; roles of one user add up. */
enum Role {
  /** Sees what there is and what ran; credentials without their secrets. */
  VIEWER,
  /** A viewer who also runs jobs and commands, cancels them, and tests connections. */
  OPERATOR,
  /** May do everything in the organization. */
  ADMIN;

  /** {@code <thing>:<verb>}, or {@code *} for all. */
  List<String> permissions() {
    return switch (this) {
      case VIEWER ->
          List.of("target:read", "job:read", "execution:read", "credential:read", "cluster:read");
      case OPERATOR ->
          Stream.concat(
                  VIEWER.permissions().stream(),
                  Stream.of("job:run", "execution:cancel", "target:test"))
              .toList();
      case ADMIN -> List.of("*");
    };
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Role> find(String name) {
    return Arrays.stream(values()).filter(role -> role.wireName().equals(name)).findFirst();
  }

  /**
   * The roles of these names, each once.
   *
   * @throws OpsException {@code unknown_role} that points at the first unknown one
   */
  static Set<Role> require(List<String> names) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String pointer = "/roles/" + i;
      roles.add(find(name).orElseThrow(() -> unknown(name, pointer)));
    }
    return roles;
  }

  /** What the roles of these names permit together; a name that is not known permits nothing. */
  static List<String> permissionsOf(Collection<String> names) {
    return names.stream()
        .flatMap(name -> find(name).stream())
        .flatMap(role -> role.permissions().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static OpsException unknown(String name, String pointer) {
    String known = Arrays.stream(values()).map(Role::wireName).collect(Collectors.joining(", "));
    String detail = "There is no role \"" + name + "\"; there are " + known;
    return new OpsException(
        ErrorCode.UNKNOWN_ROLE, detail, List.of(new FieldError(pointer, detail)));
  }
}
