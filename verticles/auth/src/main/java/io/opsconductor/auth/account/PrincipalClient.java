package io.opsconductor.auth.account;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.access.NoMoreThanOwn;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import java.util.Optional;
import java.util.UUID;

/** Asks users what somebody may do now. */
public final class PrincipalClient {
  private final BusClient bus;

  public PrincipalClient(BusClient bus) {
    this.bus = bus;
  }

  /** A user or service account; empty when there is none or it is disabled. */
  public Optional<Principal> find(UUID userId, Call call) {
    return known(userId, call).filter(Principal::enabled);
  }

  /**
   * A user or service account that may act.
   *
   * @throws OpsException {@code not_found} when there is none, {@code forbidden} when it is
   *     disabled
   */
  public Principal requireEnabled(UUID userId, Call call) {
    Principal user =
        known(userId, call)
            .orElseThrow(
                () ->
                    new OpsException(
                        ErrorCode.NOT_FOUND, "There is no user or service account " + userId));
    if (!user.enabled()) {
      throw new OpsException(ErrorCode.FORBIDDEN, user.username() + " is disabled");
    }
    return user;
  }

  /**
   * Fails unless the user is of the caller's organization, whether or not the user may sign in.
   *
   * @throws OpsException {@code not_found}
   */
  public void requireOfOrganization(UUID userId, Call call) {
    if (ofOrganization(userId, call).isEmpty()) {
      throw new OpsException(ErrorCode.NOT_FOUND, "There is no user " + userId);
    }
  }

  /**
   * Fails unless the user is of the caller's organization and may nothing that the caller may not:
   * whoever can take over an account may all that it may.
   *
   * @throws OpsException {@code not_found}, {@code more_than_own}
   */
  public void requireNoMoreThanOwn(UUID userId, Call call) {
    Principal user =
        ofOrganization(userId, call)
            .orElseThrow(() -> new OpsException(ErrorCode.NOT_FOUND, "There is no user " + userId));
    if (!NoMoreThanOwn.isOnesOwn(call.user(), userId)) {
      NoMoreThanOwn.require(call.user(), user.permissions());
    }
  }

  /** A person of the caller's organization, whether or not they may sign in. */
  public Optional<Principal> ofOrganization(UUID userId, Call call) {
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
