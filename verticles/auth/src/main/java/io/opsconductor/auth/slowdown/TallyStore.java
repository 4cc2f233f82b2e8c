package io.opsconductor.auth.slowdown;

import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tallies of wrong passwords. */
public final class TallyStore {
  private final Db db;

  public TallyStore(Db db) {
    this.db = db;
  }

  public Map<String, Tally> find(List<String> keys) {
    return find(db, keys);
  }

  /** By key; those that have none are absent. */
  public Map<String, Tally> find(Sql sql, List<String> keys) {
    Map<String, Tally> found = new HashMap<>();
    for (Row row : sql.run(TallySql.SELECT, (Object) keys.toArray(String[]::new))) {
      found.put(row.getString("key"), tally(row));
    }
    return found;
  }

  public void count(Tx tx, String key, Tally.Measure measure, Instant now) {
    tx.send(TallySql.COUNT, key, time(now), measure.most(), (int) Tally.FORGETS_ONE.toSeconds());
  }

  void succeed(Tx tx, String key, Instant now) {
    tx.execute(TallySql.SUCCEED, key, time(now));
  }

  public void forget(Tx tx, String key) {
    tx.execute(TallySql.FORGET, key);
  }

  /** Removes what is older in both respects. */
  public void removeOld(Instant failedBefore, Instant succeededBefore) {
    db.execute(TallySql.DELETE_OLD, time(failedBefore), time(succeededBefore));
  }

  private static Tally tally(Row row) {
    return new Tally(
        row.getInteger("failures"),
        instant(row.getOffsetDateTime("failed_at")),
        instant(row.getOffsetDateTime("succeeded_at")));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
