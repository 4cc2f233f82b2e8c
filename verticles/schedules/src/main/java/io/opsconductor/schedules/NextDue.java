package io.opsconductor.schedules;

import io.opsconductor.platform.database.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** Says what is due next of schedules that do not simply go on. */
final class NextDue {
  private final ScheduleStore store;

  NextDue(ScheduleStore store) {
    this.store = store;
  }

  /** Of a schedule that is new, changed, or goes on. */
  void begin(Tx tx, ScheduleRow row) {
    Integer most = row.definition().maxRuns();
    boolean spent = most != null && row.standing().runs() >= most;
    Optional<Instant> due =
        row.definition().enabled() && !spent ? row.plan().next(row.now()) : Optional.empty();
    store.setNext(tx, row.id(), due.orElse(null), due.map(row.plan()::fireAt).orElse(null));
  }

  /**
   * Of schedules, which are locked, of which something on its way did not become an execution. That
   * does not count against the maximum of runs: what had run as often as it may goes on.
   */
  void reopen(Tx tx, Collection<UUID> ids) {
    store.spent(tx, ids).stream().filter(ScheduleRow::mayRun).forEach(row -> begin(tx, row));
  }
}
