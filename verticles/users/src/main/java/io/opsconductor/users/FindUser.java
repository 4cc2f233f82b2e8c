package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.Entitlements;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.contracts.users.PrincipalIds;
import io.opsconductor.contracts.users.UserView;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.util.List;

/** Reads one user for people of the organization, or whoever acts for services. */
final class FindUser {
  private final Db db;
  private final UserStore store;
  private final Subjects subjects;

  FindUser(Db db, UserStore store, Subjects subjects) {
    this.db = db;
    this.store = store;
    this.subjects = subjects;
  }

  UserView handle(IdRequest request, Call call) {
    return store
        .find(call.organizationId(), request.id())
        .map(UserRow::toView)
        .orElseThrow(() -> missing(request));
  }

  /** Of any organization: auth asks on its own behalf, before there is a caller context. */
  Principal principal(IdRequest request, Call call) {
    Subject subject = known(request);
    return new Principal(
        subject.id(),
        subject.name(),
        subject.organizationId(),
        subject.enabled(),
        subject.roles(),
        List.copyOf(EntitlementStore.permissions(db, subject.organizationId(), subject.id())),
        subject.isServiceAccount() ? true : null);
  }

  /** Of any organization. Whoever is disabled has nothing. */
  Entitlements entitlements(IdRequest request, Call call) {
    Subject subject = known(request);
    return new Entitlements(
        subject.enabled()
            ? EntitlementStore.of(db, subject.organizationId(), subject.id())
            : List.of());
  }

  /** Of any organization. */
  PrincipalIds ended(PrincipalIds request, Call call) {
    return new PrincipalIds(store.ended(request.ids()));
  }

  private Subject known(IdRequest request) {
    return subjects.find(request.id()).orElseThrow(() -> missing(request));
  }

  private static OpsException missing(IdRequest request) {
    return new OpsException(ErrorCode.NOT_FOUND, "There is no user " + request.id());
  }
}
