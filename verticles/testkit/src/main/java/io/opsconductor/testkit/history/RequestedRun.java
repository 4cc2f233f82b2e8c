package io.opsconductor.testkit.history;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One request to run something, as its client saw it.
 *
 * @param run token, in the parameters and in the ledger
 * @param work what was asked for
 * @param targets addresses on which it was to run
 * @param executionId from the answer; empty when no answer came, so that nobody knows whether it
 *     was accepted
 * @param cancelAsked whether its end was asked for
 */
public record RequestedRun(
    String run,
    LedgerWork work,
    List<String> targets,
    Optional<UUID> executionId,
    boolean cancelAsked) {

  public RequestedRun {
    targets = List.copyOf(targets);
  }

  boolean accepted() {
    return executionId.isPresent();
  }
}
