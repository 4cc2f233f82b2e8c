package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.users.Entitlements;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.contracts.users.UserView;
import io.opsconductor.platform.access.Rights;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.util.List;

/** Reads one user: for people of the organization, or for services. */
final class FindUser {
  private final Db db;
  private final UserStore store;

  FindUser(Db db, UserStore store) {
    this.db = db;
    this.store = store;
  }

  UserView handle(IdRequest request, Call call) {
    return store
        .find(call.organizationId(), request.id())
        .map(UserRow::toView)
        .orElseThrow(() -> missing(request));
  }

  /** Of any organization: auth asks on its own behalf, before there is a caller context. */
  Principal principal(IdRequest request, Call call) {
    UserRow user = known(request);
    Rights rights = new Rights(EntitlementStore.of(db, user.organizationId(), user.id()));
    return new Principal(
        user.id(),
        user.username(),
        user.organizationId(),
        user.enabled(),
        user.roles(),
        List.copyOf(Permissions.in(user.organizationId(), rights.permissions())));
  }

  /** Of any organization. Somebody who may not sign in has nothing. */
  Entitlements entitlements(IdRequest request, Call call) {
    UserRow user = known(request);
    return new Entitlements(
        user.enabled() ? EntitlementStore.of(db, user.organizationId(), user.id()) : List.of());
  }

  private UserRow known(IdRequest request) {
    return store.find(request.id()).orElseThrow(() -> missing(request));
  }

  private static OpsException missing(IdRequest request) {
    return new OpsException(ErrorCode.NOT_FOUND, "There is no user " + request.id());
  }
}
