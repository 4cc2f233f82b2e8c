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
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Cursor;
import io.opsconductor.platform.database.Db;
import java.util.UUID;

/** Reads targets. */
final class ShowTargets {
  private final TargetStore store;

  ShowTargets(Db db) {
    this.store = new TargetStore(db);
  }

  TargetView get(IdRequest request, Call call) {
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
            store.list(call.organizationId(), after, limit + 1, selector), limit, TargetView::name);
    return new TargetPage(part.items(), part.next());
  }

  Empty checkSelector(SelectorCheck request, Call call) {
    Selectors.parse(request.selector(), ResolveSelection.SELECTOR);
    return Empty.INSTANCE;
  }

  Connections connections(GetConnections request, Call call) {
    return new Connections(store.connections(request.targetIds()));
  }

  static OpsException unknown(UUID id) {
    return new OpsException(ErrorCode.NOT_FOUND, "There is no target " + id);
  }
}
