package io.opsconductor.testkit.history;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One request to run something, as its client saw it.
 *
 * @param run token, in the parameters and in the ledger
 * @param steps what was asked for, in order
 * @param retriesLoss whether a command that was lost sight of is to be started again
 * @param targets addresses on which it was to run
 * @param executionId from the answer; empty when no answer came, so that nobody knows whether it
 *     was accepted
 * @param cancelAsked whether its end was asked for
 */
public record RequestedRun(
    String run,
    List<LedgerWork> steps,
    boolean retriesLoss,
    List<String> targets,
    Optional<UUID> executionId,
    boolean cancelAsked) {

  public RequestedRun {
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("request " + run + ": no step");
    }
    steps = List.copyOf(steps);
    targets = List.copyOf(targets);
  }

  boolean failsFirst() {
    return steps.stream().anyMatch(LedgerWork::failFirst);
  }

  boolean accepted() {
    return executionId.isPresent();
  }
}
