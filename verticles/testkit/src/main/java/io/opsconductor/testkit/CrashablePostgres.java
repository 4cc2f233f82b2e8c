package io.opsconductor.testkit;

/**
 * A PostgreSQL server that a test may stop, kill, freeze and start again on the same port.
 *
 * <p>Unlike {@link TestPostgres} it keeps what it acknowledged: fsync, synchronous commits and full
 * page writes are on. Its data is deleted by {@link #close()}.
 */
public final class CrashablePostgres implements AutoCloseable {

  private final TestServer server;
  private final TestDatabases databases;

  private CrashablePostgres(TestServer server) {
    this.server = server;
    this.databases = new TestDatabases(server.port());
  }

  /** Starts a new server with an empty data directory. */
  public static CrashablePostgres start() {
    return new CrashablePostgres(TestServer.startDurable());
  }

  /** TCP port, the same before and after a restart. */
  public int port() {
    return server.port();
  }

  /** As {@link TestPostgres#database(String...)}, on this server. */
  public TestDatabase database(String... migrationLocations) {
    return databases.create(migrationLocations);
  }

  /** Stops the server in fast mode: open transactions are rolled back, clients are cut. */
  public void stop() {
    server.stop();
  }

  /** Ends the postmaster and all its processes with SIGKILL, as a power cut would. */
  public void kill() {
    server.kill();
  }

  /** Freezes the postmaster and all its processes with SIGSTOP: sockets stay open and silent. */
  public void freeze() {
    server.signal("STOP");
  }

  /** Continues after {@link #freeze()}. */
  public void thaw() {
    server.signal("CONT");
  }

  /**
   * Starts the server again after {@link #stop()} or {@link #kill()} and waits until it answers.
   */
  public void restart() {
    server.restart();
  }

  @Override
  public void close() {
    server.close();
  }
}
