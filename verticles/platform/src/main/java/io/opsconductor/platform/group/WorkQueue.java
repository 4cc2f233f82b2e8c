package io.opsconductor.platform.group;

import io.opsconductor.contracts.node.QueueStatus;
import io.opsconductor.platform.database.Db;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Something that waits within a group. */
@FunctionalInterface
public interface WorkQueue {
  /** How much there is now. It may ask the database of the group. */
  QueueStatus measure();

  /**
   * Rows that wait.
   *
   * @param sql gives their number, but {@code $1} at most, and since when the oldest waits
   */
  static WorkQueue ofRows(Db db, String name, String sql) {
    return () -> db.one(sql, row -> status(name, row), QueueStatus.MOST).orElseThrow();
  }

  private static QueueStatus status(String name, Row row) {
    Instant oldest =
        Optional.ofNullable(row.getOffsetDateTime(1)).map(OffsetDateTime::toInstant).orElse(null);
    return QueueStatus.shared(name, row.getInteger(0), oldest);
  }
}
