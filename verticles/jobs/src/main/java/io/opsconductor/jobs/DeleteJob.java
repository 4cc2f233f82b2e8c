package io.opsconductor.jobs;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Clock;
import java.util.Map;

/** Ends a job. Its versions stay, for the executions that used them. */
final class DeleteJob {
  private final Db db;
  private final JobStore store;
  private final JobAccess access;
  private final Outbox outbox;
  private final Clock clock;

  DeleteJob(Db db, JobStore store, JobAccess access, Outbox outbox, Clock clock) {
    this.db = db;
    this.store = store;
    this.access = access;
    this.outbox = outbox;
    this.clock = clock;
  }

  Empty handle(IdRequest request, Call call) {
    JobAccess.Allowed write = access.to("job:write", call);
    write.require(db, request.id());
    return db.transaction(tx -> delete(tx, request, write, call));
  }

  private Empty delete(Tx tx, IdRequest request, JobAccess.Allowed write, Call call) {
    JobVersion job =
        store
            .lockCurrent(tx, call.organizationId(), request.id())
            .orElseThrow(() -> FindJobs.unknown(request.id()));
    write.require(tx, request.id());
    store.delete(tx, call.organizationId(), request.id(), clock.instant());
    Map<String, Object> data = JobFacts.named(Change.removed(JobFacts.of(job)), job);
    outbox.add(tx, call, "job.deleted", "job", request.id(), data);
    return Empty.INSTANCE;
  }
}
