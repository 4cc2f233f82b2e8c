package io.opsconductor.jobs;

import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.access.AccessDecisions;
import io.opsconductor.platform.access.Allowance;
import io.opsconductor.platform.access.Reach;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Sql;
import java.util.UUID;

/** What a caller may do to which job. */
final class JobAccess {
  private final AccessDecisions decisions;
  private final JobStore store;

  JobAccess(AccessDecisions decisions, JobStore store) {
    this.decisions = decisions;
    this.store = store;
  }

  Reach readable(Call call) {
    return decisions.reach(call, "job:read", ObjectType.JOB);
  }

  /** Lets pass who has the permission on the job, deleted or not. */
  void require(Sql sql, Call call, UUID id, String permission) {
    to(permission, call).require(sql, id);
  }

  /** What the caller may do, all of it known before a transaction begins. */
  Allowed to(String permission, Call call) {
    Allowance allowance = decisions.allowance(call, permission, ObjectType.JOB);
    return new Allowed(allowance, store, call.organizationId());
  }

  /** What a caller may do; asks nobody any more. */
  record Allowed(Allowance allowance, JobStore store, UUID organizationId) {
    /** Lets pass who has the permission on the job as it is, deleted or not. */
    void require(Sql sql, UUID id) {
      allowance.require(
          reach -> store.isWithin(sql, organizationId, id, reach), () -> FindJobs.unknown(id));
    }

    /** That the caller may write the job as it is now, which it perhaps may not even read. */
    void requireWritten(Sql sql, UUID id) {
      allowance.requireWritten(reach -> store.isWithin(sql, organizationId, id, reach));
    }
  }

  /** That runs of the job may use whatever credentials they need. */
  void requireUse(Sql sql, Call call, UUID id) {
    Reach reach = decisions.reach(call, "secret:use", ObjectType.JOB);
    if (!reach.isEverything() && !store.isWithin(sql, call.organizationId(), id, reach)) {
      throw AccessDecisions.forbidden("secret:use", ObjectType.JOB);
    }
  }
}
