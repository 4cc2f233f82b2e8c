package io.opsconductor.launcher;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** The same for several things at once. */
final class InParallel {

  private InParallel() {}

  /** Returns when all are done, also when one failed; then with the first failure. */
  static <T> void run(Collection<T> things, Consumer<T> action) {
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      List<Future<?>> runs =
          things.stream()
              .<Future<?>>map(thing -> threads.submit(() -> action.accept(thing)))
              .toList();
      runs.forEach(InParallel::await);
    }
  }

  private static void await(Future<?> run) {
    try {
      run.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while starting", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }
}
