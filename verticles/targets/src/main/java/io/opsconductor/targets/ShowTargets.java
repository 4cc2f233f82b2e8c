package io.opsconductor.targets;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.targets.Connections;
import io.opsconductor.contracts.targets.GetConnections;
import io.opsconductor.contracts.targets.ListTargets;
import io.opsconductor.contracts.targets.SelectorCheck;
import io.opsconductor.contracts.targets.TargetPage;
import io.opsconductor.contracts.targets.TargetView;
import io.opsconductor.contracts.users.MatchObject;
import io.opsconductor.contracts.users.ObjectMatches;
import io.opsconductor.platform.access.AccessDecisions;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Cursor;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.selector.Selector;
import io.opsconductor.platform.selector.Selectors;
import java.util.UUID;

/** Reads targets. */
final class ShowTargets {
  private final TargetStore store;
  private final TargetAccess access;

  ShowTargets(Db db, TargetAccess access) {
    this.store = new TargetStore(db);
    this.access = access;
  }

  TargetView get(IdRequest request, Call call) {
    access.require(store, call, request.id(), "target:read");
    return store.get(call.organizationId(), request.id()).orElseThrow(() -> unknown(request.id()));
  }

  TargetPage list(ListTargets request, Call call) {
    Selector selector =
        request.selector() == null
            ? new Selector.All()
            : Selectors.parse(request.selector(), "/selector");
    int limit = request.page().limit();
    String after = Cursor.text(request.page().cursor());
    Cursor.Part<TargetView> part =
        Cursor.cut(
            store.list(call.organizationId(), after, limit + 1, selector, access.readable(call)),
            limit,
            TargetView::name);
    return new TargetPage(part.items(), part.next());
  }

  Empty checkSelector(SelectorCheck request, Call call) {
    Selectors.parse(request.selector(), ResolveSelection.SELECTOR);
    return Empty.INSTANCE;
  }

  Connections connections(GetConnections request, Call call) {
    return new Connections(store.connections(request.organizationId(), request.targetIds()));
  }

  /** For users, who explain what somebody may do. */
  ObjectMatches match(MatchObject request, Call call) {
    UUID organizationId = request.organizationId();
    return AccessDecisions.matches(
        request, reach -> store.isWithin(organizationId, request.id(), reach), null);
  }

  static OpsException unknown(UUID id) {
    return new OpsException(ErrorCode.NOT_FOUND, "There is no target " + id);
  }
}
