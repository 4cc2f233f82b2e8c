package io.opsconductor.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Which migrations a database has seen, all of them, as one number: a start over a database that
 * has seen those of this release need not look at each. Kept as the comment of Flyway's own table,
 * so that it goes where the tables go, into a backup and back.
 */
final class MigrationFingerprint {
  private static final String ROOT = "db/";
  private static final String READ =
      "SELECT obj_description(to_regclass('flyway_schema_history'), 'pg_class')";

  /** Of this release; empty where the migrations are no part of a jar, and may change. */
  private static final class Release {
    static final Optional<String> FINGERPRINT = compute();

    private Release() {}
  }

  private MigrationFingerprint() {}

  /** Whether the database has seen the migrations of this release. */
  static boolean isCurrent(DatabaseSettings settings) {
    return Release.FINGERPRINT.isPresent()
        && Release.FINGERPRINT.equals(Optional.ofNullable(read(settings)));
  }

  /** Notes that the database has seen them. */
  static void store(DatabaseSettings settings) {
    Release.FINGERPRINT.ifPresent(fingerprint -> write(settings, fingerprint));
  }

  private static String read(DatabaseSettings settings) {
    try (Connection connection = connect(settings);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(READ)) {
      return rows.next() ? rows.getString(1) : null;
    } catch (SQLException e) {
      // Whatever is wrong, Flyway meets it too, and says it better.
      return null;
    }
  }

  private static void write(DatabaseSettings settings, String fingerprint) {
    try (Connection connection = connect(settings);
        Statement statement = connection.createStatement()) {
      statement.execute("COMMENT ON TABLE flyway_schema_history IS '" + fingerprint + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The database " + settings.name() + " was migrated, but this could not be noted", e);
    }
  }

  private static Connection connect(DatabaseSettings settings) throws SQLException {
    return DriverManager.getConnection(
        settings.jdbcUrl(), settings.user(), settings.password().reveal());
  }

  private static Optional<String> compute() {
    URL root = MigrationFingerprint.class.getClassLoader().getResource("db/platform");
    if (root == null || !root.getProtocol().equals("jar")) {
      return Optional.empty();
    }
    try {
      // The jar stays open: it is the class loader's.
      String entries =
          ((JarURLConnection) root.openConnection())
              .getJarFile().stream()
                  .filter(entry -> entry.getName().startsWith(ROOT) && !entry.isDirectory())
                  .map(entry -> entry.getName() + ":" + entry.getCrc() + ":" + entry.getSize())
                  .sorted()
                  .collect(Collectors.joining("\n"));
      CRC32 sum = new CRC32();
      sum.update(entries.getBytes(StandardCharsets.UTF_8));
      return Optional.of("migrations " + entries.lines().count() + "-" + sum.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException("The migrations of this release cannot be listed", e);
    }
  }
}
