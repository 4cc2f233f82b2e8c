package io.opsconductor.schedules;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.DueExecution;
import io.opsconductor.contracts.executions.DueOutcome;
import io.opsconductor.contracts.executions.DueRun;
import io.opsconductor.contracts.executions.ExecutionEnds;
import io.opsconductor.contracts.executions.ExecutionTrigger;
import java.util.List;
import java.util.UUID;

/** What schedules ask of executions. */
interface Executions {
  /** Nobody may act in this name any more. */
  final class IdentityGone extends Exception {
    private static final long serialVersionUID = 1;

    IdentityGone(OpsException cause) {
      super(cause.getMessage(), cause);
    }

    String detail() {
      return getMessage();
    }
  }

  /**
   * Starts runs in the name of whom they run as.
   *
   * @return an answer for each, in their order
   * @throws OpsException when nobody knows what became of them
   */
  List<DueOutcome> start(UUID identity, List<DueRun> runs) throws IdentityGone;

  /** Which of these due times are executions, whosever they are. */
  List<DueExecution> find(List<ExecutionTrigger> due);

  /** Which of these have ended. */
  ExecutionEnds ends(List<UUID> executionIds);
}
