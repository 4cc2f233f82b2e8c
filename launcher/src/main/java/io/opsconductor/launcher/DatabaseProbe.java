package io.opsconductor.launcher;

import io.opsconductor.launcher.home.StartRefused;
import io.opsconductor.platform.database.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks whether a database server of somebody else can be used. */
final class DatabaseProbe {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseProbe.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** Class of the errors that waiting does not mend: wrong password, no such database. */
  private static final String AUTHORIZATION = "28";

  private static final String NO_SUCH_DATABASE = "3D000";

  private DatabaseProbe() {}

  /**
   * Waits for the server to answer, for it may be starting too.
   *
   * @throws StartRefused with one line when it does not
   */
  static void require(String service, DatabaseSettings database) {
    long start = System.nanoTime();
    while (true) {
      try (Connection connection = connect(database)) {
        LOG.atDebug().addKeyValue("database", connection.getCatalog()).log("Answers");
        return;
      } catch (SQLException e) {
        if (isFinal(e) || System.nanoTime() - start > PATIENCE.toNanos()) {
          throw refusal(service, database, e);
        }
        LockSupport.parkNanos(INTERVAL.toNanos());
      }
    }
  }

  private static Connection connect(DatabaseSettings database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", database.user());
    properties.setProperty("password", database.password().reveal());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "10");
    return DriverManager.getConnection(database.jdbcUrl(), properties);
  }

  private static boolean isFinal(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith(AUTHORIZATION) || state.equals(NO_SUCH_DATABASE);
  }

  private static StartRefused refusal(String service, DatabaseSettings database, SQLException e) {
    return StartRefused.because(
        "The database of %s, %s on %s:%d, cannot be used: %s"
            .formatted(
                service,
                database.name(),
                database.host(),
                database.port(),
                String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given")),
        e);
  }
}
