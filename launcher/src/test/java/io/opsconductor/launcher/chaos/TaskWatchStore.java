package io.opsconductor.launcher.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What {@link TakeOverClock} and the end of a run look up in the executions service's database. */
final class TaskWatchStore {

  private static final String UNDER_WAY =
      """
      SELECT id, state, phase, fence, report_number FROM tasks
      WHERE state = 'running' AND phase = 'dispatched' AND lease_node = ?\
      """;

  private static final String NOW =
      "SELECT id, state, phase, fence, report_number FROM tasks WHERE id = ANY(?)";

  private static final String UNFINISHED =
      """
      SELECT count(*) FROM executions
      WHERE state NOT IN ('succeeded', 'failed', 'cancelled', 'timed_out', 'lost')\
      """;

  /**
   * Where a task stands.
   *
   * @param reports of the present lease
   */
  record Standing(UUID id, String state, String phase, long fence, long reports) {
    boolean running() {
      return state.equals("running");
    }
  }

  private TaskWatchStore() {}

  /** Tasks whose command a node may have begun. */
  static List<Standing> underWay(Connection connection, String node) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UNDER_WAY)) {
      statement.setString(1, node);
      return read(statement);
    }
  }

  static List<Standing> now(Connection connection, Collection<UUID> ids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NOW)) {
      statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      return read(statement);
    }
  }

  static long unfinished(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UNFINISHED);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<Standing> read(PreparedStatement statement) throws SQLException {
    List<Standing> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(
            new Standing(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5)));
      }
    }
    return rows;
  }
}
