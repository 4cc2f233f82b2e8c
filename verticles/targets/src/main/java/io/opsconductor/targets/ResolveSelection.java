package io.opsconductor.targets;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.targets.ResolveTargets;
import io.opsconductor.contracts.targets.ResolvedTargets;
import io.opsconductor.contracts.targets.TargetRef;
import io.opsconductor.contracts.targets.TargetSelection;
import io.opsconductor.platform.access.Reach;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.selector.Selectors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Says which targets a selection stands for now. */
final class ResolveSelection {
  static final String SELECTOR = "/targets/selector";
  private static final int MAX_NAMED = 20;

  private final TargetStore store;
  private final TargetAccess access;

  ResolveSelection(Db db, TargetAccess access) {
    this.store = new TargetStore(db);
    this.access = access;
  }

  ResolvedTargets resolve(ResolveTargets request, Call call) {
    TargetSelection selection = request.selection();
    UUID organizationId = call.organizationId();
    // A job stands for its targets, whoever runs it; else there are those that the caller knows of.
    Reach known = request.ofJob() ? Reach.EVERYTHING : access.readable(call);
    List<TargetRef> targets =
        selection.ids() == null
            ? matching(organizationId, selection.selector(), known)
            : named(organizationId, selection.ids(), known);
    if (request.permission() == null) {
      return new ResolvedTargets(targets);
    }
    List<UUID> ids = targets.stream().map(TargetRef::id).toList();
    require(request, ids, call);
    return new ResolvedTargets(targets, store.credentials(organizationId, ids));
  }

  private void require(ResolveTargets request, List<UUID> ids, Call call) {
    Reach reach = access.reach(call, request.permission());
    if (reach.isEverything()) {
      return;
    }
    int allowed = store.within(call.organizationId(), ids, reach).size();
    if (allowed < ids.size()) {
      throw new OpsException(
          ErrorCode.FORBIDDEN,
          "This needs the permission %s on every target; it is missing on %d of %d"
              .formatted(request.permission(), ids.size() - allowed, ids.size()));
    }
  }

  private List<TargetRef> matching(UUID organizationId, String selector, Reach reach) {
    List<TargetRef> targets =
        store.matching(organizationId, Selectors.parse(selector, SELECTOR), reach);
    if (targets.isEmpty()) {
      String detail = "No target matches " + selector;
      throw new OpsException(
          ErrorCode.NO_TARGET_MATCHES, detail, List.of(new FieldError(SELECTOR, detail)));
    }
    return targets;
  }

  private List<TargetRef> named(UUID organizationId, List<UUID> asked, Reach reach) {
    Set<UUID> within =
        reach.isEverything() ? Set.copyOf(asked) : store.within(organizationId, asked, reach);
    return named(organizationId, asked, within);
  }

  private List<TargetRef> named(UUID organizationId, List<UUID> ids, Set<UUID> within) {
    Map<UUID, TargetRef> known = new HashMap<>();
    store.byIds(organizationId, ids).forEach(target -> known.put(target.id(), target));
    List<TargetRef> targets = new ArrayList<>(ids.size());
    List<FieldError> unknown = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      TargetRef target = known.get(ids.get(i));
      if (target == null || !within.contains(target.id())) {
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
