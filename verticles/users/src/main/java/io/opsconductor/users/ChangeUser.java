package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.UpdateUser;
import io.opsconductor.contracts.users.UserView;
import io.opsconductor.platform.access.NoMoreThanOwn;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Changes roles, address and whether a user may sign in. Of a user that is disabled every session
 * is ended at once, and what the user queued; should auth or executions not answer, nobody gets a
 * new caller context for that user, and nothing begins in the name, all the same.
 */
final class ChangeUser {
  private final Db db;
  private final UserStore store;
  private final SignOuts signOuts;
  private final StopRuns runs;
  private final Outbox outbox;

  ChangeUser(Db db, UserStore store, SignOuts signOuts, StopRuns runs, Outbox outbox) {
    this.db = db;
    this.store = store;
    this.signOuts = signOuts;
    this.runs = runs;
    this.outbox = outbox;
  }

  UserView handle(UpdateUser request, Call call) {
    UserView after = db.transaction(tx -> change(tx, request, call));
    if (Boolean.FALSE.equals(request.enabled())) {
      endSessions(List.of(request.id()), call);
      boolean cancel = Boolean.TRUE.equals(request.cancelRunning());
      return after.with(runs.of(List.of(request.id()), cancel, call));
    }
    return after;
  }

  /** Without what is beyond the transaction: sessions go on. */
  UserView change(Tx tx, UpdateUser request, Call call) {
    return LastAdmin.keep(tx, call.organizationId(), () -> changeKept(tx, request, call));
  }

  private UserView changeKept(Tx tx, UpdateUser request, Call call) {
    UUID organizationId = call.organizationId();
    UserRow before =
        store
            .lock(tx, organizationId, request.id())
            .orElseThrow(
                () -> new OpsException(ErrorCode.NOT_FOUND, "There is no user " + request.id()));
    Versions.require(request.expectedVersion(), before.version(), "user");
    requireOwn(tx, before, request, call);
    settleSessions(tx, before, request);
    UserRow changed = changed(before, request);
    if (changed.equals(before) && keepsRoles(before, request)) {
      return before.toView();
    }
    store.update(tx, changed);
    if (request.roles() != null) {
      store.setRoles(tx, request.id(), new TreeSet<>(request.roles()));
    }
    UserRow after = store.lock(tx, organizationId, request.id()).orElseThrow();
    outbox.add(
        tx,
        call,
        "user.updated",
        "user",
        request.id(),
        Change.of(UserFacts.of(before), UserFacts.of(after))
            .with("username", before.username())
            .data());
    return after.toView();
  }

  /** Those of before the disabling must not go on after the enabling. */
  private void settleSessions(Tx tx, UserRow before, UpdateUser request) {
    if (Boolean.FALSE.equals(request.enabled()) && before.enabled()) {
      signOuts.begin(tx, before.organizationId(), before.id());
    } else if (Boolean.TRUE.equals(request.enabled()) && !before.enabled()) {
      signOuts.requireDone(tx, before.id());
    }
  }

  /**
   * Who may less than a user must not change what that user may, or where the user is written to.
   */
  private static void requireOwn(Tx tx, UserRow before, UpdateUser request, Call call) {
    UUID organizationId = call.organizationId();
    boolean self = NoMoreThanOwn.isOnesOwn(call.user(), before.id());
    Set<String> concerned = new TreeSet<>();
    if (request.roles() != null) {
      List<String> roles = request.roles();
      concerned.addAll(GivenRoles.require(tx, organizationId, roles, "/roles"));
      // Also of a role that a grant denies: it would count again without that grant.
      if (!self) {
        concerned.addAll(GivenRoles.permissions(tx, organizationId, before.roles()));
      }
    }
    if (!self) {
      concerned.addAll(EntitlementStore.permissions(tx, organizationId, before.id()));
    }
    NoMoreThanOwn.require(call.user(), concerned);
  }

  private static boolean keepsRoles(UserRow before, UpdateUser request) {
    return request.roles() == null
        || Set.copyOf(request.roles()).equals(Set.copyOf(before.roles()));
  }

  private static UserRow changed(UserRow before, UpdateUser request) {
    String email = request.email() == null ? before.email() : request.email();
    return new UserRow(
        before.id(),
        before.organizationId(),
        before.username(),
        request.enabled() == null ? before.enabled() : request.enabled(),
        before.createdAt(),
        before.roles(),
        email == null || email.isEmpty() ? null : email,
        before.version());
  }

  /** Of users who are disabled. */
  void endSessions(List<UUID> ids, Call call) {
    signOuts.end(ids, call);
  }
}
