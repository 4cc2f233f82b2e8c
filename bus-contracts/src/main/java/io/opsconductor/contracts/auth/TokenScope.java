package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.users.GrantObject;
import java.util.List;

/**
 * What an API token may do to some objects.
 *
 * @param permissions {@code <thing>:<verb>}, or {@code *} for all that such an object can have
 * @param object one, or those that a selector matches, now and later
 */
public record TokenScope(List<String> permissions, GrantObject object) {
  public TokenScope {
    permissions = CreateToken.names(Checks.present(permissions, "permissions"), 1);
    Checks.present(object, "object");
  }

  /** Each that it gives, by its name. */
  List<String> each() {
    return permissions.contains(Permissions.ALL)
        ? Permissions.all().stream().filter(object.type()::covers).toList()
        : permissions;
  }

  /** Whether it gives the permission on its objects. */
  public boolean gives(String permission) {
    return object.type().covers(permission)
        && (permissions.contains(Permissions.ALL) || permissions.contains(permission));
  }
}
