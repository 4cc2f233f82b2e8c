package io.opsconductor.schedules;

import io.opsconductor.platform.database.Db;
import java.util.List;
import java.util.Optional;

/**
 * Looks for what is due, on every node: each takes schedules that no other has locked, so that none
 * is special and none is waited for.
 */
final class FireDue {
  private static final int BATCH = 500;

  private final Db db;
  private final DueStore due;
  private final Settle settle;

  FireDue(Db db, DueStore due, Settle settle) {
    this.db = db;
    this.due = due;
    this.settle = settle;
  }

  /**
   * Decides about all that is due now.
   *
   * @return milliseconds until something is due next, less than 0 when another node is deciding
   *     about it; empty when nothing ever is
   */
  Optional<Long> run() {
    while (batch() == BATCH) {
      // there may be more
    }
    return due.untilNext(db);
  }

  /** Decides about some of it; returns about how many schedules. */
  int batch() {
    return db.transaction(
        tx -> {
          List<DueStore.Claimed> claimed = due.claim(tx, BATCH);
          settle.settle(tx, claimed);
          return claimed.size();
        });
  }
}
