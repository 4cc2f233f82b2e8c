package io.opsconductor.auth.tokens;

import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.auth.CreateToken;
import io.opsconductor.contracts.auth.TokenScope;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.access.ObjectSelectors;
import java.util.List;

/** Finds typing errors in what a token is to be made for: it would silently be good for nothing. */
final class TokenNames {
  private TokenNames() {}

  /**
   * Refuses permissions that there are not, or not on such objects, and selectors that say nothing.
   *
   * @throws io.opsconductor.contracts.OpsException {@code unknown_permission} or {@code
   *     bad_selector}
   */
  static void check(CreateToken request) {
    for (int i = 0; i < request.permissions().size(); i++) {
      requireKnown(request.permissions().get(i), "/permissions/" + i);
    }
    for (int i = 0; i < request.scopes().size(); i++) {
      check(request.scopes().get(i), "/scopes/" + i);
    }
  }

  private static void check(TokenScope scope, String pointer) {
    List<String> permissions = scope.permissions();
    ObjectType type = scope.object().type();
    for (int i = 0; i < permissions.size(); i++) {
      String permission = permissions.get(i);
      String at = pointer + "/permissions/" + i;
      requireKnown(permission, at);
      if (!permission.equals(Permissions.ALL) && !type.covers(permission)) {
        throw Permissions.unknown(
            "A %s cannot have the permission %s; there are %s"
                .formatted(type.wireName(), permission, String.join(", ", of(type))),
            at);
      }
    }
    ObjectSelectors.check(scope.object(), pointer + "/object/selector");
  }

  private static void requireKnown(String permission, String pointer) {
    if (!permission.equals(Permissions.ALL)) {
      Permissions.requireKnown(permission, pointer);
    }
  }

  private static List<String> of(ObjectType type) {
    return Permissions.all().stream().filter(type::covers).toList();
  }
}
