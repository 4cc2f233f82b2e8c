package io.opsconductor.schedules;

import io.opsconductor.contracts.SecretText;
import io.opsconductor.platform.database.DatabaseSettings;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Migrations;
import io.opsconductor.testkit.TestDatabase;
import io.opsconductor.testkit.TestPostgres;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * A real database whose clock is set, and which breaks connections in the middle of what they do:
 * while a statement writes, or at the commit.
 */
final class SimulatedDatabase implements AutoCloseable {
  /**
   * A session that was told the time need not look it up; one that has only just been opened does.
   */
  private static final String SET_UP =
      """
      CREATE TABLE simulated (at timestamptz NOT NULL, broken text NOT NULL, at_commit boolean NOT NULL);
      INSERT INTO simulated VALUES ('epoch', '', false);
      CREATE TABLE simulated_commits (broken text);
      CREATE OR REPLACE FUNCTION present() RETURNS timestamptz LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
        DECLARE told text := current_setting('simulated.now', true);
        BEGIN
          IF told <> '' THEN RETURN told::timestamptz; END IF;
          RETURN (SELECT at FROM simulated);
        END $$;
      CREATE FUNCTION simulated_write() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE now simulated := (SELECT s FROM simulated s);
        BEGIN
          IF now.broken = TG_TABLE_NAME || ' ' || TG_OP THEN
            IF now.at_commit THEN
              INSERT INTO simulated_commits VALUES (now.broken);
            ELSE
              PERFORM pg_terminate_backend(pg_backend_pid()), pg_sleep(1);
            END IF;
          END IF;
          RETURN NULL;
        END $$;
      CREATE FUNCTION simulated_commit() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM pg_terminate_backend(pg_backend_pid()), pg_sleep(1);
          RETURN NULL;
        END $$;
      CREATE TRIGGER simulated AFTER INSERT OR UPDATE ON fires EXECUTE FUNCTION simulated_write();
      CREATE TRIGGER simulated AFTER INSERT OR UPDATE ON schedules EXECUTE FUNCTION simulated_write();
      CREATE CONSTRAINT TRIGGER simulated AFTER INSERT ON simulated_commits DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION simulated_commit();
      """;

  /** Where a transaction can be broken: a table and what is done to it. */
  static final List<String> PLACES = List.of("fires INSERT", "fires UPDATE", "schedules UPDATE");

  /** Reads a row of what was asked. */
  interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  private final TestDatabase database =
      TestPostgres.database(Migrations.PLATFORM, "classpath:db/schedules");
  private final Connection own;

  SimulatedDatabase() throws SQLException {
    own = database.connect();
    run(SET_UP);
  }

  /** A pool of one connection, so that who was told the time is who asks. */
  Db open(Vertx vertx, int port) {
    return Db.open(
        vertx,
        new DatabaseSettings(
            database.host(),
            port,
            database.name(),
            database.user(),
            new SecretText(database.password()),
            1,
            null));
  }

  int port() {
    return database.port();
  }

  void setTime(Instant now) {
    run("UPDATE simulated SET at = ?::timestamptz", now.toString());
  }

  /** From now on whoever does that is cut off, then or when it commits. */
  void breakAt(String place, boolean commit) {
    run("UPDATE simulated SET broken = ?, at_commit = ?", place, commit);
  }

  /** Nobody is cut off any more; returns when the server has cleared up after those who were. */
  void heal() {
    run("UPDATE simulated SET broken = ''");
    quiet();
  }

  /** Cuts off everybody, as a restart does. */
  void restart() {
    list(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
        row -> row.getBoolean(1));
    quiet();
  }

  private void quiet() {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () ->
                list(
                        "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
                            + " AND (xact_start IS NOT NULL OR state IS NULL)",
                        row -> row.getInt(1))
                    .isEmpty());
  }

  void run(String sql, Object... arguments) {
    try (PreparedStatement statement = prepared(sql, arguments)) {
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  <T> List<T> list(String sql, Mapper<T> mapper, Object... arguments) {
    try (PreparedStatement statement = prepared(sql, arguments);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(mapper.map(rows));
      }
      return all;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private PreparedStatement prepared(String sql, Object... arguments) throws SQLException {
    PreparedStatement statement = own.prepareStatement(sql);
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    own.close();
    database.close();
  }
}
