package io.opsconductor.auth.ldap;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between the sign-ins and the directory: so many ask at once, so many wait, nobody for long. After
 * some failures in a row nobody asks for a while; then one tries.
 *
 * <pre>
 *   closed --(3 failures in a row)--&gt; open --(10 s)--&gt; one tries --(works)--&gt; closed
 *                                      ^------------(fails)----------'
 * </pre>
 */
final class LdapGate implements AutoCloseable {
  static final int FAILURES = 3;
  static final Duration OPEN = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(LdapGate.class);

  /** Less than a sign-in may take, so that its answer is ours. */
  private static final Duration LONGEST = Duration.ofSeconds(8);

  private static final int WAITING = 32;

  private final String name;
  private final Clock clock;
  private final ThreadPoolExecutor threads;

  private int failures;
  private Instant failedSince;
  private Instant triedAt;

  LdapGate(String name, int atOnce, Clock clock) {
    this.name = name;
    this.clock = clock;
    threads =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofVirtual().name("auth-ldap-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs what asks the directory, without holding up the verticle.
   *
   * @throws OpsException {@code directory_unavailable}, at once while nobody asks; {@code busy}
   */
  <T> T ask(Supplier<T> question) {
    boolean trial = enter();
    long until = System.nanoTime() + LONGEST.toNanos();
    CompletableFuture<T> answer;
    try {
      answer = CompletableFuture.supplyAsync(() -> judged(question, trial, until), threads);
    } catch (RejectedExecutionException e) {
      throw new OpsException(
          ErrorCode.BUSY, "Too many sign in with the directory at once; try again");
    }
    try {
      return Future.fromCompletionStage(answer)
          .timeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
          .await();
    } catch (CompletionException e) {
      throw e.getCause() instanceof OpsException refusal ? refusal : e;
    } catch (Throwable e) {
      if (e instanceof TimeoutException) {
        failed();
        throw unavailable();
      }
      throw e;
    }
  }

  private <T> T judged(Supplier<T> question, boolean trial, long until) {
    // It waited so long that nobody asks any more, or has found the directory dead.
    if (System.nanoTime() - until > 0 || (!trial && isOpen())) {
      throw unavailable();
    }
    try {
      T answer = question.get();
      works();
      return answer;
    } catch (OpsException e) {
      if (e.is(ErrorCode.DIRECTORY_UNAVAILABLE)) {
        failed();
      }
      throw e;
    }
  }

  private synchronized boolean isOpen() {
    return failures >= FAILURES;
  }

  /** Whether it is the one that tries. */
  private synchronized boolean enter() {
    Instant now = clock.instant();
    if (!isOpen()) {
      return false;
    }
    if (now.isBefore(triedAt.plus(OPEN))) {
      throw unavailable();
    }
    triedAt = now;
    return true;
  }

  private synchronized void works() {
    if (isOpen()) {
      LOG.atInfo().addKeyValue("directory", name).log("The directory answers again");
    }
    failures = 0;
    failedSince = null;
  }

  private synchronized void failed() {
    failures++;
    if (failures == 1) {
      failedSince = clock.instant();
    }
    if (isOpen()) {
      triedAt = clock.instant();
    }
    if (failures == FAILURES) {
      LOG.atWarn()
          .addKeyValue("directory", name)
          .log("The directory does not answer; those whom it knows cannot sign in");
    }
  }

  /** For the health of the node. */
  synchronized Optional<String> warning() {
    return !isOpen()
        ? Optional.empty()
        : Optional.of("The directory " + name + " has not answered since " + failedSince);
  }

  static OpsException unavailable() {
    return new OpsException(
        ErrorCode.DIRECTORY_UNAVAILABLE,
        "The directory that knows your account does not answer; try again later");
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
