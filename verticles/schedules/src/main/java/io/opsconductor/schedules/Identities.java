package io.opsconductor.schedules;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.EntrustServiceAccount;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.contracts.users.ServiceAccountOperations;
import io.opsconductor.contracts.users.ServiceAccountView;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import java.util.List;
import java.util.UUID;

/**
 * In whose name a schedule runs: that of whoever saves it, or of a service account that is
 * entrusted to them. Never in that of an earlier author, who did not write what it does now.
 */
final class Identities {
  /** What runs of jobs need: an API token that lacks one of them must not get it by a schedule. */
  private static final List<String> OF_RUNS = List.of("job:run", "target:run", "secret:use");

  private final BusClient bus;

  Identities(BusClient bus) {
    this.bus = bus;
  }

  /**
   * Whom a schedule runs as that the caller saves.
   *
   * @param account a service account; null for the caller
   * @throws OpsException {@code unknown_subject}, {@code more_than_own}, {@code forbidden}
   */
  Identity of(UUID account, Call call) {
    return account == null ? caller(call) : entrusted(account, call);
  }

  private Identity caller(Call call) {
    CallerContext.User user = call.user();
    if (user.tokenId() != null && !OF_RUNS.stream().allMatch(user::mayEverywhere)) {
      throw new OpsException(
          ErrorCode.FORBIDDEN,
          "A schedule runs with all that its identity may do. This API token was made for less:"
              + " it needs %s on everything, or the schedule a service account to run as"
                  .formatted(String.join(", ", OF_RUNS)));
    }
    Principal principal =
        bus.callAsService(UserOperations.PRINCIPAL, new IdRequest(user.id()), call);
    return new Identity(user.id(), user.username(), principal.belongsToProgram());
  }

  private Identity entrusted(UUID account, Call call) {
    if (account.equals(call.user().id())) {
      return caller(call);
    }
    try {
      ServiceAccountView view =
          bus.call(
              ServiceAccountOperations.ENTRUST,
              new EntrustServiceAccount(account, List.of("*")),
              call);
      return new Identity(view.id(), view.name(), true);
    } catch (OpsException e) {
      if (!e.is(ErrorCode.NOT_FOUND)) {
        throw e;
      }
      String detail = "There is no service account %s that you manage".formatted(account);
      throw new OpsException(
          ErrorCode.UNKNOWN_SUBJECT, detail, List.of(new FieldError("/runAs", detail)));
    }
  }
}
