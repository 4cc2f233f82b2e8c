package io.opsconductor.targets;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.targets.ResolveTargets;
import io.opsconductor.contracts.targets.ResolvedTargets;
import io.opsconductor.contracts.targets.TargetRef;
import io.opsconductor.contracts.targets.TargetSelection;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Says which targets a selection stands for now. */
final class ResolveSelection {
  static final String SELECTOR = "/targets/selector";
  private static final int MAX_NAMED = 20;

  private final TargetStore store;

  ResolveSelection(Db db) {
    this.store = new TargetStore(db);
  }

  ResolvedTargets resolve(ResolveTargets request, Call call) {
    TargetSelection selection = request.selection();
    return new ResolvedTargets(
        selection.ids() == null
            ? matching(call.organizationId(), selection.selector())
            : named(call.organizationId(), selection.ids()));
  }

  private List<TargetRef> matching(UUID organizationId, String selector) {
    List<TargetRef> targets = store.matching(organizationId, Selectors.parse(selector, SELECTOR));
    if (targets.isEmpty()) {
      String detail = "No target matches " + selector;
      throw new OpsException(
          ErrorCode.NO_TARGET_MATCHES, detail, List.of(new FieldError(SELECTOR, detail)));
    }
    return targets;
  }

  private List<TargetRef> named(UUID organizationId, List<UUID> ids) {
    Map<UUID, TargetRef> known = new HashMap<>();
    store.byIds(organizationId, ids).forEach(target -> known.put(target.id(), target));
    List<TargetRef> targets = new ArrayList<>(ids.size());
    List<FieldError> unknown = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      TargetRef target = known.get(ids.get(i));
      if (target == null) {
        unknown.add(new FieldError("/targets/ids/" + i, "There is no target " + ids.get(i)));
      } else {
        targets.add(target);
      }
    }
    if (!unknown.isEmpty()) {
      throw refused(unknown);
    }
    return targets;
  }

  private static OpsException refused(List<FieldError> unknown) {
    List<FieldError> first = unknown.subList(0, Math.min(MAX_NAMED, unknown.size()));
    String detail = first.stream().map(FieldError::detail).collect(Collectors.joining("; "));
    int more = unknown.size() - first.size();
    return new OpsException(
        ErrorCode.UNKNOWN_TARGET, more == 0 ? detail : detail + "; and " + more + " more", first);
  }
}
