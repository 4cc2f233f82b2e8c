package io.opsconductor.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/** Makes and drops databases on one server; a migrated one is the copy of a template. */
final class TestDatabases {

  private static final String HOST = "127.0.0.1";
  private static final String OWNER = "service";
  private static final String PASSWORD = "service";

  private final int port;
  private final Map<List<String>, String> templates = new HashMap<>();
  private final AtomicInteger created = new AtomicInteger();

  TestDatabases(int port) {
    this.port = port;
    execute("CREATE ROLE " + OWNER + " LOGIN PASSWORD '" + PASSWORD + "'");
  }

  TestDatabase create(String... migrationLocations) {
    String template =
        migrationLocations.length == 0 ? "template1" : template(List.of(migrationLocations));
    String name = "test_" + created.incrementAndGet();
    execute("CREATE DATABASE " + name + " TEMPLATE " + template + " OWNER " + OWNER);
    return new TestDatabase(HOST, port, name, OWNER, PASSWORD, () -> drop(name));
  }

  private void drop(String name) {
    execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  private synchronized String template(List<String> locations) {
    return templates.computeIfAbsent(locations, this::migratedTemplate);
  }

  private String migratedTemplate(List<String> locations) {
    String name = "template_" + (templates.size() + 2);
    execute("CREATE DATABASE " + name + " OWNER " + OWNER);
    Flyway.configure()
        .dataSource(jdbcUrl(name), OWNER, PASSWORD)
        .locations(locations.toArray(String[]::new))
        .failOnMissingLocations(true)
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .load()
        .migrate();
    return name;
  }

  private void execute(String sql) {
    try (Connection connection =
            DriverManager.getConnection(jdbcUrl("postgres"), "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("The test server refused: " + sql, e);
    }
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://" + HOST + ":" + port + "/" + database;
  }
}
