package io.opsconductor.targets;

import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.access.AccessDecisions;
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

  /**
   * Lets pass who has the permission on the target.
   *
   * @param store also within the transaction that wrote the target: what it would become is judged
   *     too
   */
  void require(TargetStore store, Call call, UUID id, String permission) {
    decisions.require(
        call,
        permission,
        ObjectType.TARGET,
        reach -> store.isWithin(call.organizationId(), id, reach),
        () -> ShowTargets.unknown(id));
  }

  /** That the caller may write the target as it is now, which it perhaps may not even read. */
  void requireWritten(TargetStore store, Call call, UUID id) {
    Reach reach = reach(call, "target:write");
    if (!reach.isEverything() && !store.isWithin(call.organizationId(), id, reach)) {
      throw AccessDecisions.forbidden("target:write", ObjectType.TARGET);
    }
  }
}
