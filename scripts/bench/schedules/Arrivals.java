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

  private static final Duration EACH = Duration.ofMillis(100);

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
   * How many seconds after the due time all rows were seen.
   *
   * @param sql counts rows in one column or several, given the due time
   * @return for each column when it had reached the count
   */
  double[] seconds(String database, String sql)
      throws IOException, SQLException, InterruptedException {
    try (Connection connection = server.connect(database);
        PreparedStatement statement =
            connection.prepareStatement(sql.replaceFirst("SELECT", "SELECT clock_timestamp(),"))) {
      statement.setTimestamp(1, Timestamp.from(due));
      double[] seen = new double[statement.getMetaData().getColumnCount() - 1];
      Thread.sleep(Math.max(0, Duration.between(Instant.now(), due).toMillis()));
      while (!look(statement, seen)) {
        Thread.sleep(EACH);
      }
      return seen;
    }
  }

  /** Notes what is complete for the first time; returns whether everything is. */
  private boolean look(PreparedStatement statement, double[] seen) throws SQLException {
    boolean all = true;
    try (ResultSet rows = statement.executeQuery()) {
      rows.next();
      Duration since = Duration.between(due, rows.getTimestamp(1).toInstant());
      for (int i = 0; i < seen.length; i++) {
        boolean complete = rows.getInt(2 + i) >= count;
        all &= complete;
        if (complete && seen[i] == 0) {
          seen[i] = since.toMillis() / 1e3;
        }
      }
      if (!all && since.compareTo(patience) > 0) {
        throw new IllegalStateException("Not " + count + " after " + patience + ": " + statement);
      }
    }
    return all;
  }
}
