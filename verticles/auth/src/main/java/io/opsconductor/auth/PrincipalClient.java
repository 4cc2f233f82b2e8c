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

  /** Empty when the user does not exist or may not sign in. */
  Optional<Principal> find(UUID userId, Call call) {
    try {
      IdRequest request = new IdRequest(userId);
      return Optional.of(bus.callAsService(UserOperations.PRINCIPAL, request, call))
          .filter(Principal::enabled);
    } catch (OpsException e) {
      if (e.is(ErrorCode.NOT_FOUND)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
