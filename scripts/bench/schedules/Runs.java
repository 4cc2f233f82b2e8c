import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import javax.sql.DataSource;

/** What a peer's job does: one insert, in a transaction of its own. */
final class Runs {

  static final String TABLE =
      """
      CREATE TABLE runs (
        name   text        PRIMARY KEY,
        due_at timestamptz NOT NULL,
        ran_at timestamptz NOT NULL DEFAULT clock_timestamp()
      )\
      """;
  static final String COUNT = "SELECT count(*) FROM runs WHERE due_at = ?";
  static final String LATENESS =
      """
      SELECT round(1000 * extract(epoch FROM percentile_disc(%s) WITHIN GROUP (ORDER BY ran_at - due_at)))
      FROM runs WHERE due_at = '%s'\
      """;

  private static DataSource source;

  private Runs() {}

  static void into(DataSource pool) {
    source = pool;
  }

  static void add(String name, Instant due) {
    try (Connection connection = source.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO runs (name, due_at) VALUES (?, ?)")) {
      insert.setString(1, name);
      insert.setTimestamp(2, Timestamp.from(due));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
