package io.opsconductor.jobs;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.jobs.JobInput;
import io.opsconductor.contracts.targets.ResolveTargets;
import io.opsconductor.contracts.targets.SelectorCheck;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.targets.TargetSelection;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import java.util.List;

/**
 * Refuses a job that could never run: a default of the wrong type, a target that does not exist for
 * its author, a selector that does not parse. That a selector matches nothing now is no reason.
 */
final class CheckJob {
  private final BusClient bus;

  CheckJob(BusClient bus) {
    this.bus = bus;
  }

  void check(JobInput job, Call call) {
    List<FieldError> errors = ParameterDefaults.check(job.parameters());
    if (!errors.isEmpty()) {
      throw new OpsException(ErrorCode.INVALID_REQUEST, errors.getFirst().detail(), errors);
    }
    TargetSelection targets = job.targets();
    if (targets.ids() != null) {
      located(
          "/targets/ids",
          () -> bus.call(TargetOperations.RESOLVE, new ResolveTargets(targets), call));
    } else {
      located(
          "/targets/selector",
          () ->
              bus.call(
                  TargetOperations.CHECK_SELECTOR, new SelectorCheck(targets.selector()), call));
    }
  }

  /** Points at the place in the job, where targets points into its own request. */
  private static void located(String pointer, Runnable check) {
    try {
      check.run();
    } catch (OpsException e) {
      for (ErrorCode code : List.of(ErrorCode.UNKNOWN_TARGET, ErrorCode.BAD_SELECTOR)) {
        if (e.is(code)) {
          throw new OpsException(
              code, e.getMessage(), List.of(new FieldError(pointer, e.getMessage())));
        }
      }
      throw e;
    }
  }
}
