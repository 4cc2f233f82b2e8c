package io.opsconductor.users;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SetPassword;
import io.opsconductor.contracts.users.ResetPassword;
import io.opsconductor.platform.access.NoMoreThanOwn;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Outbox;
import java.util.Map;

/**
 * An administrator gives a user another password, which auth keeps. The event says who did it; it
 * is written afterwards, so that a crash in between leaves auth's own event alone.
 */
final class ReplacePassword {
  private final Db db;
  private final UserStore store;
  private final BusClient bus;
  private final Outbox outbox;

  ReplacePassword(Db db, UserStore store, BusClient bus, Outbox outbox) {
    this.db = db;
    this.store = store;
    this.bus = bus;
    this.outbox = outbox;
  }

  Empty handle(ResetPassword request, Call call) {
    UserRow user =
        store
            .find(call.organizationId(), request.id())
            .orElseThrow(
                () -> new OpsException(ErrorCode.NOT_FOUND, "There is no user " + request.id()));
    requireOwn(user, call);
    SetPassword password =
        new SetPassword(user.id(), user.username(), user.organizationId(), request.password());
    bus.callAsService(AuthOperations.SET_PASSWORD, password, call);
    db.transaction(
        tx -> {
          outbox.add(
              tx,
              call,
              "user.password_reset",
              "user",
              user.id(),
              Map.of("username", user.username()));
          return user;
        });
    return Empty.INSTANCE;
  }

  /** Who gives a user a password can be that user. */
  private void requireOwn(UserRow user, Call call) {
    if (NoMoreThanOwn.isOnesOwn(call.user(), user.id())) {
      throw new OpsException(
          ErrorCode.FORBIDDEN,
          "Your own password is changed by who knows the present one: POST /api/v1/auth/password,"
              + " or: opsconductor user password");
    }
    NoMoreThanOwn.require(
        call.user(), EntitlementStore.permissions(db, call.organizationId(), user.id()));
  }
}
