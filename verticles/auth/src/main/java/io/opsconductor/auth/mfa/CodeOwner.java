package io.opsconductor.auth.mfa;

import io.opsconductor.auth.passkey.PasskeyOwner;
import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.users.Principal;
import java.util.UUID;

/** Whose second factors are meant. */
public record CodeOwner(UUID userId, UUID organizationId, String username) {
  static CodeOwner of(CallerContext.User user) {
    return new CodeOwner(user.id(), user.organizationId(), user.username());
  }

  static CodeOwner of(Principal user) {
    return new CodeOwner(user.id(), user.organizationId(), user.username());
  }

  public PasskeyOwner ofPasskeys() {
    return new PasskeyOwner(userId, organizationId, username);
  }
}
