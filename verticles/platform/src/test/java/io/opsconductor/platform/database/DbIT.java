package io.opsconductor.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.SecretText;
import io.opsconductor.testkit.TestDatabase;
import io.opsconductor.testkit.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DbIT {
  private static final String INSERT = "INSERT INTO things (id, name) VALUES ($1, $2)";

  private final Vertx vertx = Vertx.vertx();
  private final TestDatabase database = TestPostgres.database();
  private final AtomicInteger told = new AtomicInteger();
  private Db db;

  @BeforeEach
  void open() {
    db =
        Db.open(
            vertx,
            new DatabaseSettings(
                database.host(),
                database.port(),
                database.name(),
                database.user(),
                new SecretText(database.password()),
                1,
                null));
    db.run("CREATE TABLE things (id int CONSTRAINT things_id PRIMARY KEY, name text NOT NULL)");
  }

  @AfterEach
  void close() {
    db.close();
    vertx.close().await();
    database.close();
  }

  @Test
  void transaction_shouldSeeWhatWasSent_whenAStatementIsWaitedFor() {
    // when
    int seen =
        db.transaction(
            tx -> {
              tx.afterCommit(told::incrementAndGet);
              tx.send(INSERT, 1, "one");
              tx.sendBatch(INSERT, List.of(Tuple.of(2, "two"), Tuple.of(3, "three")));
              return count(tx);
            });

    // then
    assertThat(seen).isEqualTo(3);
    assertThat(count(db)).isEqualTo(3);
    assertThat(told).hasValue(1);
  }

  @Test
  void transaction_shouldFailAndStoreNothing_whenTheLastStatementSentFails() {
    // when // then
    assertThatThrownBy(
            () ->
                db.transaction(
                    tx -> {
                      tx.afterCommit(told::incrementAndGet);
                      tx.send(INSERT, 1, "one");
                      tx.send(INSERT, 1, "again");
                      return null;
                    }))
        .satisfies(
            failure -> assertThat(DatabaseErrors.violatedUnique(failure)).contains("things_id"));
    assertThat(count(db)).isZero();
    assertThat(told).hasValue(0);
  }

  @Test
  void transaction_shouldSayWhatFailedFirst_whenAnotherStatementIsWaitedFor() {
    // when // then
    assertThatThrownBy(
            () ->
                db.transaction(
                    tx -> {
                      tx.send(INSERT, 1, null);
                      tx.send(INSERT, 2, "two");
                      return count(tx);
                    }))
        .hasMessageContaining("null value in column \"name\"");
    assertThat(count(db)).isZero();
  }

  @Test
  void transaction_shouldStoreNothing_whenItsWorkThrowsAfterSending() {
    // when // then
    assertThatThrownBy(
            () ->
                db.transaction(
                    tx -> {
                      tx.send(INSERT, 1, "one");
                      throw new IllegalStateException("changed its mind");
                    }))
        .hasMessage("changed its mind");
    assertThat(count(db)).isZero();
  }

  private static int count(Sql sql) {
    return sql.one("SELECT count(*)::int AS things FROM things", row -> row.getInteger("things"))
        .orElseThrow();
  }
}
