package io.opsconductor.targets;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.targets.TargetView;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a target out of use. Its row stays for those who look into the past. */
final class DeleteTarget {
  private final Db db;
  private final Outbox outbox;
  private final BusClient bus;
  private final TargetAccess access;

  DeleteTarget(Db db, Outbox outbox, BusClient bus, TargetAccess access) {
    this.db = db;
    this.outbox = outbox;
    this.bus = bus;
    this.access = access;
  }

  Empty delete(IdRequest request, Call call) {
    TargetAccess.Allowed write = access.to("target:write", call);
    TargetStore known = new TargetStore(db);
    write.require(known, request.id());
    refuseIfUsed(get(known.get(call.organizationId(), request.id()), request), request, call);
    return db.transaction(
        tx -> {
          TargetStore store = new TargetStore(tx);
          TargetView target = get(store.lock(call.organizationId(), request.id()), request);
          write.require(store, request.id());
          store.delete(call.organizationId(), request.id());
          Change gone = Change.removed(TargetFacts.of(target)).with("name", target.name());
          outbox.add(tx, call, "target.deleted", "target", request.id(), gone.data());
          return Empty.INSTANCE;
        });
  }

  private static TargetView get(Optional<TargetView> target, IdRequest request) {
    return target.orElseThrow(() -> ShowTargets.unknown(request.id()));
  }

  private void refuseIfUsed(TargetView target, IdRequest request, Call call) {
    List<String> uses = new ArrayList<>();
    uses.addAll(bus.callAsService(JobOperations.TARGET_USES, request, call).names());
    uses.addAll(bus.callAsService(ExecutionOperations.TARGET_USES, request, call).names());
    if (!uses.isEmpty()) {
      throw new OpsException(
          ErrorCode.TARGET_IN_USE,
          "The target " + target.name() + " is used by " + String.join(", ", uses));
    }
  }
}
