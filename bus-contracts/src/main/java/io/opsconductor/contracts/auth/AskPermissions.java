package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;
import java.util.List;

/**
 * Asks what may be done with a token, for a service outside that was given it.
 *
 * @param permissions of which it is to be said whether they are given; none when null
 */
public record AskPermissions(SecretText token, List<String> permissions) {
  public AskPermissions {
    Checks.text(Checks.present(token, "token").reveal(), "token", 8192);
    permissions = permissions == null ? List.of() : List.copyOf(permissions);
    Checks.range(permissions.size(), "permissions", 0, CreateToken.MAX_PERMISSIONS);
  }
}
