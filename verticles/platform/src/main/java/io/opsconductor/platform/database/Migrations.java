package io.opsconductor.platform.database;

import org.flywaydb.core.Flyway;

/**
 * Brings a service's database to the state that this release needs. One process at a time does it,
 * under a lock.
 */
public final class Migrations {
  /** Tables that each service has: the outbox. */
  public static final String PLATFORM = "classpath:db/platform";

  private Migrations() {}

  /**
   * Applies what is missing.
   *
   * @param location of the service's own migrations, for example {@code classpath:db/targets}
   */
  public static void run(DatabaseSettings settings, String location) {
    if (MigrationFingerprint.isCurrent(settings)) {
      return;
    }
    Flyway.configure()
        .dataSource(settings.jdbcUrl(), settings.user(), settings.password().reveal())
        .locations(PLATFORM, location)
        .failOnMissingLocations(true)
        // Those of the platform are numbered below those of the service, and may come later.
        .outOfOrder(true)
        .connectRetries(10)
        .load()
        .migrate();
    MigrationFingerprint.store(settings);
  }
}
