package io.opsconductor.platform.database;

import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The database of one service on one node: a pool that all its verticle instances share. */
public final class Db implements Sql, AutoCloseable {
  private static final int MAX_WAITING = 2000;

  /** Of a statement, in characters; longer ones would be parsed and planned each time. */
  private static final int LONGEST_CACHED = 16 * 1024;

  private static final int CONNECTION_TIMEOUT_SECONDS = 5;
  private static final int ROLLBACK_SECONDS = 5;
  private static final int MAX_IDLE_SECONDS = 300;
  private static final int MAX_LIFETIME_SECONDS = 1800;

  private final Pool pool;

  private Db(Pool pool) {
    this.pool = pool;
  }

  public static Db open(Vertx vertx, DatabaseSettings settings) {
    PgConnectOptions connect =
        new PgConnectOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setDatabase(settings.name())
            .setUser(settings.user())
            .setPassword(settings.password().reveal())
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheSqlLimit(LONGEST_CACHED)
            .setPipeliningLimit(16);
    connect
        .addProperty("application_name", "opsconductor")
        .addProperty("statement_timeout", "15000")
        .addProperty("idle_in_transaction_session_timeout", "60000");
    if (settings.caPath() != null) {
      connect
          .setSslMode(SslMode.VERIFY_FULL)
          .setSslOptions(
              new ClientSSLOptions()
                  .setHostnameVerificationAlgorithm("HTTPS")
                  .setTrustOptions(new PemTrustOptions().addCertPath(settings.caPath())));
    }
    PoolOptions options =
        new PoolOptions()
            .setName("db-" + settings.name())
            .setMaxSize(settings.maxConnections())
            .setMaxWaitQueueSize(MAX_WAITING)
            .setConnectionTimeout(CONNECTION_TIMEOUT_SECONDS)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS)
            .setIdleTimeout(MAX_IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setMaxLifetime(MAX_LIFETIME_SECONDS)
            .setMaxLifetimeUnit(TimeUnit.SECONDS);
    NetClientOptions net =
        new NetClientOptions()
            .setTcpKeepAlive(true)
            .setConnectTimeout(CONNECTION_TIMEOUT_SECONDS * 1000);
    return new Db(
        PgBuilder.pool().with(options).with(net).connectingTo(connect).using(vertx).build());
  }

  @Override
  public RowSet<Row> run(String sql, Object... arguments) {
    return DatabaseErrors.await(pool.preparedQuery(sql).execute(Tuple.wrap(arguments)));
  }

  /**
   * Runs the work in one transaction: committed when it returns, rolled back when it throws. A
   * connection that is lost during the commit leaves the outcome unknown and is reported as {@code
   * database_unavailable}.
   */
  public <T> T transaction(Function<Tx, T> work) {
    SqlConnection connection = DatabaseErrors.await(pool.getConnection());
    Tx tx;
    T result;
    try {
      tx = Tx.begin(connection);
      result = commit(connection.transaction(), tx, work);
    } finally {
      connection.close();
    }
    tx.committed();
    return result;
  }

  private static <T> T commit(Transaction transaction, Tx tx, Function<Tx, T> work) {
    try {
      T result = work.apply(tx);
      tx.awaitSent();
      DatabaseErrors.await(transaction.commit());
      return result;
    } catch (Throwable e) {
      transaction.rollback().timeout(ROLLBACK_SECONDS, TimeUnit.SECONDS).otherwiseEmpty().await();
      throw e;
    }
  }

  @Override
  public void close() {
    pool.close().await();
  }
}
