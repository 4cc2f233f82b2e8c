package io.opsconductor.auth.account;

import io.opsconductor.contracts.ErrorCategory;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.EntrustServiceAccount;
import io.opsconductor.contracts.users.ServiceAccountOperations;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import java.util.List;
import java.util.UUID;

/** Asks users, on behalf of the caller, what the caller may do with service accounts. */
public final class AccountClient {
  private final BusClient bus;

  public AccountClient(BusClient bus) {
    this.bus = bus;
  }

  /**
   * That the caller may have a token made that acts as the account with these permissions.
   *
   * @throws OpsException {@code not_found}, {@code forbidden} or {@code more_than_own}
   */
  public void requireEntrusted(UUID accountId, List<String> permissions, Call call) {
    bus.call(
        ServiceAccountOperations.ENTRUST, new EntrustServiceAccount(accountId, permissions), call);
  }

  /**
   * That there is such an account, which the caller may read.
   *
   * @throws OpsException {@code not_found} or {@code forbidden}
   */
  public void requireVisible(UUID accountId, Call call) {
    bus.call(ServiceAccountOperations.GET, new IdRequest(accountId), call);
  }

  /** Whether it is a service account that the caller may read. */
  public boolean isVisible(UUID accountId, Call call) {
    return call.user().may("service-account:read")
        && isAllowed(() -> requireVisible(accountId, call));
  }

  /** Whether it is a service account that the caller manages. */
  public boolean isManaged(UUID accountId, Call call) {
    return call.user().may("service-account:write")
        && isAllowed(() -> requireEntrusted(accountId, List.of(), call));
  }

  private static boolean isAllowed(Runnable question) {
    try {
      question.run();
      return true;
    } catch (OpsException e) {
      if (e.is(ErrorCode.NOT_FOUND) || e.category() == ErrorCategory.FORBIDDEN) {
        return false;
      }
      throw e;
    }
  }
}
