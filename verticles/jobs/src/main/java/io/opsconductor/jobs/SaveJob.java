package io.opsconductor.jobs;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.jobs.JobInput;
import io.opsconductor.contracts.jobs.JobView;
import io.opsconductor.contracts.jobs.UpdateJob;
import io.opsconductor.contracts.users.OrganizationLimits;
import io.opsconductor.platform.access.OrganizationQuota;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.DatabaseErrors;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Saves jobs: the first version or the next. What a job names is checked before the transaction. A
 * target that is deleted between that check and the commit stays named: the job is kept, and
 * running it is refused with {@code unknown_target} until it is edited.
 */
final class SaveJob {
  private final Db db;
  private final JobStore store;
  private final JobAccess access;
  private final OrganizationQuota quota;
  private final CheckJob check;
  private final Outbox outbox;
  private final Clock clock;

  SaveJob(
      Db db,
      JobStore store,
      JobAccess access,
      OrganizationQuota quota,
      CheckJob check,
      Outbox outbox,
      Clock clock) {
    this.db = db;
    this.store = store;
    this.access = access;
    this.quota = quota;
    this.check = check;
    this.outbox = outbox;
    this.clock = clock;
  }

  JobView create(JobInput job, Call call) {
    check.check(job, call);
    UUID id = Ids.next();
    OrganizationLimits limits = quota.limits(call);
    JobAccess.Allowed write = access.to("job:write", call);
    return save(
        job,
        tx -> {
          OrganizationQuota.require(
              tx,
              call.organizationId(),
              limits.jobs(),
              "jobs",
              () -> store.count(tx, call.organizationId()));
          store.insert(tx, id, call.user(), job, clock.instant());
          JobVersion made = saved(tx, call, write, id);
          tell(tx, call, "job.created", made, Change.made(JobFacts.of(made)));
          return made.view();
        });
  }

  JobView update(UpdateJob request, Call call) {
    JobAccess.Allowed write = access.to("job:write", call);
    write.require(db, request.id());
    check.check(request.job(), call);
    return save(request.job(), tx -> update(tx, request, write, call));
  }

  private JobView update(Tx tx, UpdateJob request, JobAccess.Allowed write, Call call) {
    JobVersion current =
        store
            .lockCurrent(tx, call.organizationId(), request.id())
            .orElseThrow(() -> FindJobs.unknown(request.id()));
    write.require(tx, current.id());
    Integer expected = request.expectedVersion();
    if (expected != null && expected != current.version()) {
      throw new OpsException(
          ErrorCode.VERSION_CHANGED,
          "The job is at version %d, not %d".formatted(current.version(), expected));
    }
    if (current.definition().equals(request.job())) {
      return current.view();
    }
    store.insertNext(tx, current, call.user(), request.job(), clock.instant());
    JobVersion after = saved(tx, call, write, current.id());
    tell(tx, call, "job.updated", after, Change.of(JobFacts.of(current), JobFacts.of(after)));
    return after.view();
  }

  private JobVersion saved(Tx tx, Call call, JobAccess.Allowed write, UUID id) {
    write.requireWritten(tx, id);
    return store.current(tx, call.organizationId(), id).orElseThrow();
  }

  private void tell(Tx tx, Call call, String event, JobVersion version, Change change) {
    outbox.add(tx, call, event, "job", version.id(), JobFacts.named(change, version));
  }

  private JobView save(JobInput job, Function<Tx, JobView> work) {
    try {
      return db.transaction(work);
    } catch (RuntimeException e) {
      if (DatabaseErrors.violatedUnique(e).filter("jobs_name"::equals).isEmpty()) {
        throw e;
      }
      String detail = "Another job has the name " + job.name();
      throw new OpsException(
          ErrorCode.JOB_NAME_TAKEN, detail, List.of(new FieldError("/name", detail)));
    }
  }
}
