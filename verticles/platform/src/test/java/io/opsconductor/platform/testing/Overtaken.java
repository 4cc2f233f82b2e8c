package io.opsconductor.platform.testing;

import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** A request that is overtaken: what it has looked at changes before it has the lock. */
public final class Overtaken {
  private static final Duration LONG = Duration.ofSeconds(20);

  /** Sessions of this database that wait for somebody else's lock. */
  private static final String WAITING =
      """
      SELECT count(*)::int FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'
      """;

  private Overtaken() {}

  /**
   * Makes a change that is committed only when the request waits for it.
   *
   * @return what the request answers; what it throws is thrown
   */
  public static <T> T by(Db db, Consumer<Tx> change, Supplier<T> request) {
    CompletableFuture<T> answer =
        db.transaction(
            tx -> {
              change.accept(tx);
              CompletableFuture<T> asked =
                  CompletableFuture.supplyAsync(request, Thread::startVirtualThread);
              Awaitility.await()
                  .atMost(LONG)
                  .pollInterval(Duration.ofMillis(10))
                  .until(() -> asked.isDone() || waits(db));
              return asked;
            });
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static boolean waits(Db db) {
    return db.one(WAITING, row -> row.getInteger(0)).orElseThrow() > 0;
  }
}
