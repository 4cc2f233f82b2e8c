package io.opsconductor.targets;

import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.access.AccessDecisions;
import io.opsconductor.platform.access.Allowance;
import io.opsconductor.platform.access.Reach;
import io.opsconductor.platform.bus.Call;
import java.util.UUID;

/** What a caller may do to which target. */
final class TargetAccess {
  private final AccessDecisions decisions;

  TargetAccess(AccessDecisions decisions) {
    this.decisions = decisions;
  }

  Reach readable(Call call) {
    return reach(call, "target:read");
  }

  Reach reach(Call call, String permission) {
    return decisions.reach(call, permission, ObjectType.TARGET);
  }

  /** Lets pass who has the permission on the target. */
  void require(TargetStore store, Call call, UUID id, String permission) {
    to(permission, call).require(store, id);
  }

  /** What the caller may do, all of it known before a transaction begins. */
  Allowed to(String permission, Call call) {
    Allowance allowance = decisions.allowance(call, permission, ObjectType.TARGET);
    return new Allowed(allowance, call.organizationId());
  }

  /** What a caller may do; asks nobody any more. */
  record Allowed(Allowance allowance, UUID organizationId) {
    /** Lets pass who has the permission on the target as it is. */
    void require(TargetStore store, UUID id) {
      allowance.require(
          reach -> store.isWithin(organizationId, id, reach), () -> ShowTargets.unknown(id));
    }

    /** That the caller may write the target as it is now, which it perhaps may not even read. */
    void requireWritten(TargetStore store, UUID id) {
      allowance.requireWritten(reach -> store.isWithin(organizationId, id, reach));
    }
  }
}
