package io.opsconductor.executions;

import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the partitions of the log ahead, and drops those whose time has passed. A partition holds
 * the executions of a week and goes as a whole, so the execution that is kept longest keeps all of
 * its week. Runs on every node; an advisory lock lets one of them work.
 */
final class LogPartitionStore {
  private static final Logger LOG = LoggerFactory.getLogger(LogPartitionStore.class);

  private final Db db;
  private final int retentionDays;

  /**
   * For one database.
   *
   * @param retentionDays of executions that do not say; 0 for ever
   */
  LogPartitionStore(Db db, int retentionDays) {
    this.db = db;
    this.retentionDays = retentionDays;
  }

  void run() {
    db.transaction(tx -> alone(tx) ? makeAhead(tx) : 0);
    expired().forEach(name -> db.transaction(tx -> alone(tx) && drop(tx, name)));
  }

  /** Without a retention anywhere the oldest execution decides at once that nothing is. */
  private List<String> expired() {
    return db.list(PartitionSql.EXPIRED, row -> row.getString("name"), retentionDays);
  }

  private static boolean alone(Tx tx) {
    boolean locked = tx.one(PartitionSql.LOCK, row -> row.getBoolean("locked")).orElse(false);
    if (locked) {
      tx.run(PartitionSql.HURRY);
    }
    return locked;
  }

  private static int makeAhead(Tx tx) {
    int made = tx.one(PartitionSql.MAKE_AHEAD, row -> row.getInteger("made")).orElse(0);
    while (tx.one(PartitionSql.MAKE_MISSED, row -> row.getBoolean("made")).orElse(false)) {
      made++;
    }
    return made;
  }

  /** Under the lock it is looked at again: another node may have dropped it. */
  private boolean drop(Tx tx, String name) {
    boolean still =
        tx.list(PartitionSql.EXPIRED, row -> row.getString("name"), retentionDays).contains(name);
    if (still) {
      tx.run(PartitionSql.DROP, name);
      tx.afterCommit(
          () ->
              LOG.atInfo()
                  .addKeyValue("partition", name)
                  .log("Logs were removed: the time of all executions in them had passed"));
    }
    return still;
  }
}
