package io.opsconductor.schedules;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.access.AccessDecisions;
import io.opsconductor.platform.access.Allowance;
import io.opsconductor.platform.access.Reach;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Sql;
import java.util.UUID;

/** What a caller may do to which schedule. */
final class ScheduleAccess {
  private final AccessDecisions decisions;
  private final ScheduleStore store;

  ScheduleAccess(AccessDecisions decisions, ScheduleStore store) {
    this.decisions = decisions;
    this.store = store;
  }

  Reach readable(Call call) {
    return decisions.reach(call, "schedule:read", ObjectType.SCHEDULE);
  }

  Allowed toRead(Call call) {
    return to("schedule:read", call);
  }

  Allowed toWrite(Call call) {
    return to("schedule:write", call);
  }

  private Allowed to(String permission, Call call) {
    Allowance allowance = decisions.allowance(call, permission, ObjectType.SCHEDULE);
    return new Allowed(allowance, store, call.organizationId());
  }

  /** What a caller may do; asks nobody any more. */
  record Allowed(Allowance allowance, ScheduleStore store, UUID organizationId) {
    /** Lets pass who has the permission on the schedule as it is. */
    void require(Sql sql, UUID id) {
      allowance.require(reach -> store.isWithin(sql, organizationId, id, reach), () -> unknown(id));
    }

    /** That the caller may write the schedule as it is now. */
    void requireWritten(Sql sql, UUID id) {
      allowance.requireWritten(reach -> store.isWithin(sql, organizationId, id, reach));
    }
  }

  static OpsException unknown(UUID id) {
    return new OpsException(ErrorCode.NOT_FOUND, "There is no schedule " + id);
  }
}
