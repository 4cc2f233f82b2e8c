package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.schedules.ScheduleOperations;
import io.opsconductor.contracts.secrets.SecretOperations;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.MatchObject;
import io.opsconductor.contracts.users.ObjectMatches;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.access.ObjectSelectors;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import java.util.List;

/** What grants are limited to: it must say something, and be there. */
final class GrantObjects {
  private final BusClient bus;

  GrantObjects(BusClient bus) {
    this.bus = bus;
  }

  /**
   * Asks the owner of a single object whether there is such a one. What is removed later leaves its
   * grants behind, which then say nothing.
   *
   * @param object null for everything
   * @throws OpsException {@code invalid_request}, {@code bad_selector}, or {@code unavailable} when
   *     the owner does not answer
   */
  void requireKnown(GrantObject object, Call call) {
    if (object == null) {
      return;
    }
    ObjectSelectors.check(object);
    if (object.id() == null) {
      return;
    }
    MatchObject request = new MatchObject(call.organizationId(), object.id(), List.of(), null);
    if (!bus.callAsService(owner(object.type()), request, call).exists()) {
      String detail = "There is no %s %s".formatted(object.type().wireName(), object.id());
      throw new OpsException(
          ErrorCode.INVALID_REQUEST, detail, List.of(new FieldError("/object/id", detail)));
    }
  }

  /** Asked for what is said of such objects. */
  static Operation<MatchObject, ObjectMatches> owner(ObjectType type) {
    return switch (type) {
      case TARGET -> TargetOperations.MATCH;
      case JOB -> JobOperations.MATCH;
      case CREDENTIAL -> SecretOperations.MATCH;
      case EXECUTION -> ExecutionOperations.MATCH;
      case SCHEDULE -> ScheduleOperations.MATCH;
    };
  }
}
