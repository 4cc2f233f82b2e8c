package io.opsconductor.users;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.DeleteUser;
import io.opsconductor.platform.access.NoMoreThanOwn;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Cause;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes users. With the commit here the user is nobody any more: without a principal there is no
 * caller context. Auth then forgets all with which somebody could sign in; should it not answer, or
 * should the process die, {@link FinishCreations} sees to it. Until auth has, the name is taken.
 */
final class DeleteUsers {
  private static final Logger LOG = LoggerFactory.getLogger(DeleteUsers.class);

  private final Db db;
  private final UserStore store;
  private final CreationStore removals;
  private final UserCreation creation;
  private final StopRuns runs;
  private final Outbox outbox;

  DeleteUsers(
      Db db,
      UserStore store,
      CreationStore removals,
      UserCreation creation,
      StopRuns runs,
      Outbox outbox) {
    this.db = db;
    this.store = store;
    this.removals = removals;
    this.creation = creation;
    this.runs = runs;
    this.outbox = outbox;
  }

  Empty handle(DeleteUser request, Call call) {
    if (request.id().equals(call.user().id())) {
      throw new OpsException(
          ErrorCode.OWN_USER, "You cannot delete your own user; another administrator can");
    }
    UUID organizationId = call.organizationId();
    db.transaction(
        tx -> LastAdmin.keep(tx, organizationId, () -> remove(tx, organizationId, request, call)));
    forget(request.id(), organizationId);
    runs.of(List.of(request.id()), false, call);
    return Empty.INSTANCE;
  }

  private UserRow remove(Tx tx, UUID organizationId, DeleteUser request, Call call) {
    UserRow user =
        store
            .lock(tx, organizationId, request.id())
            .orElseThrow(
                () -> new OpsException(ErrorCode.NOT_FOUND, "There is no user " + request.id()));
    Versions.require(request.expectedVersion(), user.version(), "user");
    NoMoreThanOwn.require(call.user(), EntitlementStore.permissions(tx, organizationId, user.id()));
    store.retire(tx, organizationId, user.id());
    removals.beginRemoval(
        tx,
        new CreationRow(
            user.id(),
            organizationId,
            user.username(),
            CreationRow.State.REMOVING,
            Cause.of(call)));
    Change gone = Change.removed(UserFacts.of(user)).with("username", user.username());
    outbox.add(tx, call, "user.deleted", "user", user.id(), gone.data());
    return user;
  }

  private void forget(UUID id, UUID organizationId) {
    try {
      creation.undo(id, organizationId);
    } catch (OpsException e) {
      LOG.atWarn()
          .addKeyValue("userId", id)
          .addKeyValue("errorCode", e.code())
          .log("What auth has of a deleted user is removed later; nobody can sign in with it");
    }
  }
}
