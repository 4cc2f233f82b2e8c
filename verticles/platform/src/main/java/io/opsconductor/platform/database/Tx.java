package io.opsconductor.platform.database;

import io.vertx.core.Future;
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
  private final List<Future<?>> sent = new ArrayList<>();

  private Tx(SqlConnection connection) {
    this.connection = connection;
  }

  /** Sends the begin; the first statement goes with it. */
  static Tx begin(SqlConnection connection) {
    Tx tx = new Tx(connection);
    tx.sent.add(connection.begin());
    return tx;
  }

  @Override
  public RowSet<Row> run(String sql, Object... arguments) {
    return answer(connection.preparedQuery(sql).execute(Tuple.wrap(arguments)));
  }

  /**
   * Sends a statement without waiting for it, so that several of them are one round trip. It is run
   * in its turn; what it fails with is thrown by the next statement that is waited for, or in place
   * of the commit.
   */
  public void send(String sql, Object... arguments) {
    sent.add(connection.preparedQuery(sql).execute(Tuple.wrap(arguments)));
  }

  /** As {@link #send}, one statement for each tuple of arguments. */
  public void sendBatch(String sql, List<Tuple> arguments) {
    if (!arguments.isEmpty()) {
      sent.add(connection.preparedQuery(sql).executeBatch(arguments));
    }
  }

  /** Runs one statement for each tuple of arguments, in one round trip. */
  public void batch(String sql, List<Tuple> arguments) {
    if (!arguments.isEmpty()) {
      answer(connection.preparedQuery(sql).executeBatch(arguments));
    }
  }

  /** After a statement that failed all others fail: the first one says why. */
  private <T> T answer(Future<T> last) {
    awaitSent();
    return DatabaseErrors.await(last);
  }

  void awaitSent() {
    sent.forEach(DatabaseErrors::await);
    sent.clear();
  }

  /** Runs after the commit, not at all when it fails: for hints and nudges. Must not throw. */
  public void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  void committed() {
    afterCommit.forEach(Runnable::run);
  }
}
