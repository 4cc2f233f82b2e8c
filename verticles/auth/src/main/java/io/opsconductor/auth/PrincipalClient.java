package io.opsconductor.auth;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import java.util.Optional;
import java.util.UUID;

/** Asks users what somebody may do now. */
final class PrincipalClient {
  private final BusClient bus;

  PrincipalClient(BusClient bus) {
    this.bus = bus;
  }

  /** A user or service account; empty when there is none or it is disabled. */
  Optional<Principal> find(UUID userId, Call call) {
    return known(userId, call).filter(Principal::enabled);
  }

  /**
   * Fails unless the user is of the caller's organization, whether or not the user may sign in.
   *
   * @throws OpsException {@code not_found}
   */
  void requireOfOrganization(UUID userId, Call call) {
    if (ofOrganization(userId, call).isEmpty()) {
      throw new OpsException(ErrorCode.NOT_FOUND, "There is no user " + userId);
    }
  }

  /** A person of the caller's organization, whether or not they may sign in. */
  Optional<Principal> ofOrganization(UUID userId, Call call) {
    return known(userId, call)
        .filter(user -> !user.belongsToProgram())
        .filter(user -> user.organizationId().equals(call.organizationId()));
  }

  private Optional<Principal> known(UUID userId, Call call) {
    try {
      return Optional.of(bus.callAsService(UserOperations.PRINCIPAL, new IdRequest(userId), call));
    } catch (OpsException e) {
      if (e.is(ErrorCode.NOT_FOUND)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
