package io.opsconductor.workers.ssh;

import io.opsconductor.contracts.targets.ConnectionCategory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Resolves names on a few platform threads of its own: a look-up blocks in native code, and blocked
 * carriers would stop every virtual thread of the process.
 */
final class AddressResolver implements AutoCloseable {

  private final ExecutorService threads;

  AddressResolver(int maxLookups) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            maxLookups,
            maxLookups,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("ssh-resolve-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
    threads = pool;
  }

  /** The addresses of a host, at least one; an address needs no look-up. */
  List<InetAddress> resolve(String host, Duration timeout)
      throws SshConnectException, InterruptedException {
    try {
      return List.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return lookUp(host, timeout);
    }
  }

  private List<InetAddress> lookUp(String host, Duration timeout)
      throws SshConnectException, InterruptedException {
    Future<InetAddress[]> lookup = threads.submit(() -> InetAddress.getAllByName(host));
    try {
      return List.of(lookup.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      String why = e.getCause() instanceof UnknownHostException ? "has no address" : "is no name";
      throw new SshConnectException(ConnectionCategory.RESOLVE, host + " " + why);
    } catch (TimeoutException e) {
      lookup.cancel(true);
      throw new SshConnectException(
          ConnectionCategory.RESOLVE,
          "the look-up of %s took longer than %s".formatted(host, timeout));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
