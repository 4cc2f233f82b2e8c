package io.opsconductor.platform.database;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Tells a database that is not there from a statement that it refused. */
public final class DatabaseErrors {
  /** SQLSTATE 23505. */
  private static final String UNIQUE_VIOLATION = "23505";

  private static final long DEADLINE_SECONDS = 10;

  private DatabaseErrors() {}

  /** The unique constraint or index that a statement ran into, if that is what failed. */
  public static Optional<String> violatedUnique(Throwable failure) {
    return failure instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState())
        ? Optional.ofNullable(pg.getConstraint())
        : Optional.empty();
  }

  /** Whether the database is there, and refused a statement for what it says. */
  public static boolean isRefusal(Throwable failure) {
    return failure instanceof PgException pg && !isUnavailable(pg);
  }

  /**
   * Writes what must be there once.
   *
   * @throws OpsException the one given, when it is there already
   */
  public static <T> T orTaken(Supplier<T> write, Supplier<OpsException> taken) {
    try {
      return write.get();
    } catch (RuntimeException e) {
      throw violatedUnique(e).isPresent() ? taken.get() : e;
    }
  }

  static <T> T await(Future<T> future) {
    try {
      return future.timeout(DEADLINE_SECONDS, TimeUnit.SECONDS).await();
    } catch (Throwable e) {
      throw translate(e);
    }
  }

  private static RuntimeException translate(Throwable e) {
    if (e instanceof PgException pg && !isUnavailable(pg)) {
      return pg;
    }
    if (e instanceof PgException
        || e instanceof IOException
        || e instanceof TimeoutException
        || e instanceof VertxException) {
      return new OpsException(
          ErrorCode.DATABASE_UNAVAILABLE, "The database does not answer; try again", e);
    }
    return e instanceof RuntimeException known ? known : new IllegalStateException(e);
  }

  /**
   * Classes 08 (connection), 53 (resources), 57 (operator), 58 (system), and 40 (rolled back, may
   * be tried again); 25006, a server that only reads, as after a change of roles; 55P03, a lock
   * that was waited for in vain.
   */
  private static boolean isUnavailable(PgException e) {
    String state = e.getSqlState() == null ? "" : e.getSqlState();
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("58")
        || state.startsWith("40")
        || state.equals("25006")
        || state.equals("55P03");
  }
}
