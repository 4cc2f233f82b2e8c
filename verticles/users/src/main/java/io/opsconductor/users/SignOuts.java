package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCategory;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SignOutUser;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
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

  private final Db db;
  private final BusClient bus;

  SignOuts(Db db, BusClient bus) {
    this.db = db;
    this.bus = bus;
  }

  private record Left(UUID userId, UUID organizationId) {}

  /** Writes it down, in the transaction that disables the user. */
  void begin(Tx tx, UUID organizationId, UUID userId) {
    tx.execute(SignOutSql.BEGIN, userId, organizationId);
  }

  /**
   * Before the user is enabled.
   *
   * @throws OpsException {@code conflict} while sessions of before may go on
   */
  void requireDone(Tx tx, UUID userId) {
    if (tx.one(SignOutSql.IS_LEFT, row -> row.getBoolean(0), userId).orElseThrow()) {
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
        db.execute(SignOutSql.END, userId);
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
    for (Left left :
        db.list(
            SignOutSql.LEFT,
            row -> new Left(row.getUUID("user_id"), row.getUUID("organization_id")),
            PART)) {
      bus.call(AuthOperations.SIGN_OUT_USER, new SignOutUser(left.userId(), left.organizationId()));
      db.execute(SignOutSql.END, left.userId());
    }
  }
}
