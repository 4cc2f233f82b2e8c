package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.RoleView;
import io.opsconductor.platform.database.Tx;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Roles that somebody gives to somebody: they must exist, and nobody gives more than they have. */
final class GivenRoles {
  private GivenRoles() {}

  /**
   * What these roles permit together. None of them is removed until the transaction ends.
   *
   * @param pointer where the list of names stands in the request, or the only name
   * @throws OpsException {@code unknown_role} that points at the first unknown one
   */
  static Set<String> require(Tx tx, UUID organizationId, List<String> names, String pointer) {
    Map<String, List<String>> known = known(tx, organizationId, names);
    Set<String> permissions = new TreeSet<>();
    for (int i = 0; i < names.size(); i++) {
      List<String> of = known.get(names.get(i));
      if (of == null) {
        throw unknown(names.get(i), pointer.endsWith("s") ? pointer + "/" + i : pointer);
      }
      permissions.addAll(of);
    }
    return permissions;
  }

  /** As {@link #require}, passing over those that do not exist. */
  static Set<String> permissions(Tx tx, UUID organizationId, Collection<String> names) {
    Set<String> permissions = new TreeSet<>();
    known(tx, organizationId, names).values().forEach(permissions::addAll);
    return permissions;
  }

  /** Those of the names that there are roles of. */
  static Set<String> existing(Tx tx, UUID organizationId, Collection<String> names) {
    return new TreeSet<>(known(tx, organizationId, names).keySet());
  }

  private static Map<String, List<String>> known(
      Tx tx, UUID organizationId, Collection<String> names) {
    Map<String, List<String>> known = new LinkedHashMap<>();
    for (Role role : Role.values()) {
      known.put(role.wireName(), role.permissions());
    }
    for (RoleView role : RoleStore.keep(tx, organizationId, names)) {
      known.putIfAbsent(role.name(), role.permissions());
    }
    known.keySet().retainAll(Set.copyOf(names));
    return known;
  }

  private static OpsException unknown(String name, String pointer) {
    String detail =
        "There is no role \"%s\"; list them with GET /api/v1/roles, or with: opsconductor role ls"
            .formatted(name);
    return new OpsException(
        ErrorCode.UNKNOWN_ROLE, detail, List.of(new FieldError(pointer, detail)));
  }
}
