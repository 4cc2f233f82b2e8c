package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.CancelRuns;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.StarterRuns;
import io.opsconductor.contracts.executions.StoppedRuns;
import io.opsconductor.contracts.users.RunsOfDisabled;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has executions end what somebody started who is disabled now: what is queued always, what runs
 * when that is asked for, as far as the caller may cancel it. What was disabled stays so whatever
 * comes of it, and executions begin nothing in that name whether or not they are told.
 */
final class StopRuns {
  private static final Logger LOG = LoggerFactory.getLogger(StopRuns.class);

  private final BusClient bus;

  StopRuns(BusClient bus) {
    this.bus = bus;
  }

  /**
   * Of all of them together.
   *
   * @param ids of the caller's organization
   */
  RunsOfDisabled of(List<UUID> ids, boolean cancelRunning, Call call) {
    StoppedRuns withdrawn;
    try {
      withdrawn =
          bus.callAsService(
              ExecutionOperations.WITHDRAW_RUNS, new StarterRuns(call.organizationId(), ids), call);
    } catch (OpsException e) {
      LOG.atWarn()
          .addKeyValue("userIds", ids.size())
          .addKeyValue("errorCode", e.code())
          .log("Executions could not be told who was disabled; what is queued ends all the same");
      return new RunsOfDisabled(
          null,
          null,
          cancelRunning ? 0 : null,
          "How many executions go on is not known, because executions do not answer"
              + (cancelRunning ? "; none was cancelled" : ""));
    }
    return cancelRunning ? cancelled(withdrawn, ids, call) : told(withdrawn, null, null);
  }

  private RunsOfDisabled cancelled(StoppedRuns withdrawn, List<UUID> ids, Call call) {
    try {
      StoppedRuns cancelled = bus.call(ExecutionOperations.CANCEL_RUNS, new CancelRuns(ids), call);
      return new RunsOfDisabled(
          withdrawn.stopped(), cancelled.running(), cancelled.stopped(), left(cancelled));
    } catch (OpsException e) {
      return e.is(ErrorCode.FORBIDDEN)
          ? told(withdrawn, 0, "To cancel them needs the permission execution:cancel")
          : told(withdrawn, 0, "They were not cancelled: " + e.getMessage());
    }
  }

  private static String left(StoppedRuns cancelled) {
    return cancelled.running() == 0
        ? null
        : "Some were left: they are too many for one request, or you may not cancel them";
  }

  private static RunsOfDisabled told(StoppedRuns withdrawn, Integer cancelled, String detail) {
    return new RunsOfDisabled(withdrawn.stopped(), withdrawn.running(), cancelled, detail);
  }
}
