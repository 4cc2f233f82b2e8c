package io.opsconductor.auth.password;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes passwords on threads of its own: half of the cores, so that a storm of sign-ins leaves the
 * other half to those who are in. Waits without holding up the verticle; past {@value #MAX_WAITING}
 * that wait the answer is {@code busy}.
 */
public final class PasswordHasher {
  public static final int MAX_WAITING = 32;

  private final SecureRandom random = new SecureRandom();
  private final ThreadPoolExecutor threads;
  private final PasswordHash dummy;

  public PasswordHasher() {
    int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    threads =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().daemon().name("auth-argon2-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
    dummy = PasswordHash.of("nobody has this password", random);
  }

  public PasswordHash hash(SecretText password) {
    return run(() -> PasswordHash.of(password.reveal(), random));
  }

  /** Takes as long for an unknown user as for a wrong password. */
  public boolean matches(Optional<PasswordHash> stored, SecretText password) {
    boolean same = run(() -> stored.orElse(dummy).matches(password.reveal()));
    return same && stored.isPresent();
  }

  private <T> T run(Supplier<T> work) {
    CompletableFuture<T> done;
    try {
      done = CompletableFuture.supplyAsync(work, threads);
    } catch (RejectedExecutionException e) {
      throw new OpsException(ErrorCode.BUSY, "Too many are signing in at once; try again");
    }
    return Future.fromCompletionStage(done).await();
  }
}
