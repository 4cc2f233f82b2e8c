package io.opsconductor.testkit.history;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the executions service has stored, read past the service. */
public final class HistoryStore implements History {

  private final Connection connection;

  /** The caller keeps and closes the connection. */
  public HistoryStore(Connection connection) {
    this.connection = connection;
  }

  @Override
  public List<ExecutionRow> executions() throws SQLException {
    List<ExecutionRow> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(HistorySql.EXECUTIONS);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(
            new ExecutionRow(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getInt(10)));
      }
    }
    return rows;
  }

  @Override
  public List<TaskRow> tasks() throws SQLException {
    List<TaskRow> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(HistorySql.TASKS);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(
            new TaskRow(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                Optional.ofNullable(row.getObject(5, Integer.class)),
                row.getLong(6),
                row.getBoolean(7),
                row.getString(8)));
      }
    }
    return rows;
  }

  @Override
  public List<AttemptRow> attempts() throws SQLException {
    List<AttemptRow> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(HistorySql.ATTEMPTS);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(
            new AttemptRow(
                row.getObject(1, UUID.class),
                row.getInt(2),
                row.getInt(3),
                Optional.ofNullable(row.getObject(4, Integer.class)),
                row.getBoolean(5),
                Optional.ofNullable(row.getString(6)),
                Optional.ofNullable(row.getString(7))));
      }
    }
    return rows;
  }

  @Override
  public StoredOutput output(TaskRow task, AttemptRow attempt) throws SQLException {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    Optional<String> stray = Optional.empty();
    try (PreparedStatement statement = connection.prepareStatement(HistorySql.OUTPUT)) {
      statement.setObject(1, task.executionId());
      statement.setObject(2, task.id());
      statement.setInt(3, attempt.step());
      statement.setInt(4, attempt.attempt());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ByteArrayOutputStream into = row.getString(1).equals("stdout") ? stdout : stderr;
          if (row.getLong(2) != into.size() && stray.isEmpty()) {
            stray =
                Optional.of(
                    "%s goes on at %d after %d bytes"
                        .formatted(row.getString(1), row.getLong(2), into.size()));
          }
          into.writeBytes(row.getBytes(3));
        }
      }
    }
    return new StoredOutput(stdout.toByteArray(), stderr.toByteArray(), stray);
  }
}
