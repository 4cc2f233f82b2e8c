package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCategory;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SignOutUser;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Tx;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the sessions of a user who is disabled end, for good: they do not go on when the
 * user is enabled again. What is to be done is a row, from the disabling until auth has done it.
 */
final class SignOuts implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SignOuts.class);
  private static final int PART = 50;

  private final SignOutStore store;
  private final BusClient bus;

  SignOuts(SignOutStore store, BusClient bus) {
    this.store = store;
    this.bus = bus;
  }

  /** Writes it down, in the transaction that disables the user. */
  void begin(Tx tx, UUID organizationId, UUID userId) {
    SignOutStore.begin(tx, organizationId, userId);
  }

  /**
   * Before the user is enabled.
   *
   * @throws OpsException {@code conflict} while sessions of before may go on
   */
  void requireDone(Tx tx, UUID userId) {
    if (SignOutStore.isLeft(tx, userId)) {
      throw new OpsException(
          ErrorCode.CONFLICT,
          "The sessions of the disabled user are not all ended yet; try again in some seconds");
    }
  }

  /** At once, for whoever disabled the users; should auth not answer, it is done later. */
  void end(List<UUID> userIds, Call call) {
    for (UUID userId : userIds) {
      try {
        bus.call(AuthOperations.REVOKE_USER_SESSIONS, new IdRequest(userId), call);
        store.end(userId);
      } catch (OpsException e) {
        LOG.atWarn()
            .addKeyValue("userId", userId)
            .addKeyValue("errorCode", e.code())
            .log("The sessions of a disabled user are ended later; nothing can be done with them");
        if (e.category() == ErrorCategory.UNAVAILABLE) {
          return;
        }
      }
    }
  }

  @Override
  public void run() {
    for (SignOutStore.Left left : store.left(PART)) {
      bus.call(AuthOperations.SIGN_OUT_USER, new SignOutUser(left.userId(), left.organizationId()));
      store.end(left.userId());
    }
  }
}
