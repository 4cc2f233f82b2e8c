package io.opsconductor.platform.database;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** An open transaction. Belongs to one thread. */
public final class Tx implements Sql {
  private final SqlConnection connection;
  private final List<Runnable> afterCommit = new ArrayList<>();

  Tx(SqlConnection connection) {
    this.connection = connection;
  }

  @Override
  public RowSet<Row> run(String sql, Object... arguments) {
    return DatabaseErrors.await(connection.preparedQuery(sql).execute(Tuple.wrap(arguments)));
  }

  /** Runs one statement for each tuple of arguments, in one round trip. */
  public void batch(String sql, List<Tuple> arguments) {
    if (!arguments.isEmpty()) {
      DatabaseErrors.await(connection.preparedQuery(sql).executeBatch(arguments));
    }
  }

  /** Runs after the commit, not at all when it fails: for hints and nudges. Must not throw. */
  public void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  void committed() {
    afterCommit.forEach(Runnable::run);
  }
}
