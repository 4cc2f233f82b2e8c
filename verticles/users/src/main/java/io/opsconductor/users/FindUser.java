package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.contracts.users.UserView;
import io.opsconductor.platform.bus.Call;

/** Reads one user: for people of the organization, or for auth. */
final class FindUser {
  private final UserStore store;

  FindUser(UserStore store) {
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
    return store.find(request.id()).map(UserRow::toPrincipal).orElseThrow(() -> missing(request));
  }

  private static OpsException missing(IdRequest request) {
    return new OpsException(ErrorCode.NOT_FOUND, "There is no user " + request.id());
  }
}
