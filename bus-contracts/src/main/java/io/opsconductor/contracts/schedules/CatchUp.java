package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.Checks;
import java.time.Instant;
import java.util.UUID;

/** Decides about a due time that was skipped, missed or failed to start. */
public record CatchUp(UUID id, Instant dueAt, CatchUpDecision decision) {
  public CatchUp {
    Checks.present(id, "id");
    Instants.require(Checks.present(dueAt, "dueAt"), "dueAt");
    Checks.present(decision, "decision");
  }
}
