package io.opsconductor.testkit;

/**
 * One real PostgreSQL server for the whole test JVM, started at the first use and stopped with the
 * JVM.
 *
 * <p>It runs without fsync, so it is quick and proves nothing about crashes: tests that stop, kill
 * or freeze the server start a {@link CrashablePostgres}.
 */
public final class TestPostgres {

  private TestPostgres() {}

  /**
   * A fresh database in which the migrations of these Flyway locations have run, for example {@code
   * classpath:db/targets}.
   *
   * <p>The migrations run once for each list of locations; every further database is a copy.
   * Without a location the database is empty.
   */
  public static TestDatabase database(String... migrationLocations) {
    return Shared.DATABASES.create(migrationLocations);
  }

  /** Starts at the first use of this class, and only once: class initialisation is a lock. */
  private static final class Shared {
    static final TestDatabases DATABASES = new TestDatabases(TestServer.startFast().port());

    private Shared() {}
  }
}
