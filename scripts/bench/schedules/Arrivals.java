import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

/**
 * Watches from outside how many rows are there, by the database's clock. It sees a row once it is
 * committed, at most {@link #EACH} late, and looks at nothing before the due time.
 */
final class Arrivals {

  private static final Duration EACH = Duration.ofMillis(50);

  private final Server server;
  private final Instant due;
  private final int count;
  private final Duration patience;

  Arrivals(Server server, Instant due, int count, Duration patience) {
    this.server = server;
    this.due = due;
    this.count = count;
    this.patience = patience;
  }

  /**
   * How many seconds after the due time the last row was seen.
   *
   * @param sql counts the rows, given the due time
   */
  double seconds(String database, String sql)
      throws IOException, SQLException, InterruptedException {
    String timed = "SELECT clock_timestamp(), (" + sql + ")";
    try (Connection connection = server.connect(database);
        PreparedStatement statement = connection.prepareStatement(timed)) {
      statement.setTimestamp(1, Timestamp.from(due));
      while (true) {
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), due).toMillis()));
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          Duration since = Duration.between(due, rows.getTimestamp(1).toInstant());
          if (rows.getInt(2) >= count) {
            return since.toMillis() / 1e3;
          }
          if (since.compareTo(patience) > 0) {
            throw new IllegalStateException(
                rows.getInt(2) + " of " + count + " after " + patience + ": " + sql);
          }
        }
        Thread.sleep(EACH);
      }
    }
  }
}
