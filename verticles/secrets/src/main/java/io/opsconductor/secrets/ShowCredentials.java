package io.opsconductor.secrets;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.secrets.CredentialPage;
import io.opsconductor.contracts.secrets.CredentialVersions;
import io.opsconductor.contracts.secrets.CredentialView;
import io.opsconductor.contracts.secrets.DescribeCredentials;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Cursor;
import io.opsconductor.platform.database.Db;
import java.util.UUID;

/** What may be known of credentials without their secrets. */
final class ShowCredentials {
  private final CredentialStore store;
  private final CredentialAccess access;

  ShowCredentials(Db db, CredentialAccess access) {
    this.store = new CredentialStore(db);
    this.access = access;
  }

  CredentialView get(IdRequest request, Call call) {
    access.require(call, request.id(), "credential:read");
    return store.get(call.organizationId(), request.id()).orElseThrow(() -> unknown(request.id()));
  }

  CredentialPage list(PageRequest page, Call call) {
    Cursor.Part<CredentialView> part =
        Cursor.cut(
            store.list(
                call.organizationId(),
                Cursor.text(page.cursor()),
                page.limit() + 1,
                access.readable(call)),
            page.limit(),
            CredentialView::name);
    return new CredentialPage(part.items(), part.next());
  }

  /**
   * For targets, which begin to use credentials, one that is being deleted does not exist any more.
   */
  CredentialVersions describe(DescribeCredentials request, Call call) {
    boolean evenBeingDeleted = !"targets".equals(call.caller().service());
    return new CredentialVersions(
        store.versions(request.organizationId(), request.ids(), evenBeingDeleted));
  }

  static OpsException unknown(UUID id) {
    return new OpsException(ErrorCode.NOT_FOUND, "There is no credential " + id);
  }
}
