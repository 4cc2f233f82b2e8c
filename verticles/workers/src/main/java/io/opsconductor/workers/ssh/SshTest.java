package io.opsconductor.workers.ssh;

import io.opsconductor.contracts.targets.ConnectionCategory;
import io.opsconductor.contracts.targets.ConnectionTestResult;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Tries a connection as a task would make it: up to a shell that runs an empty program. */
public final class SshTest {

  private final SshConnector connector;

  public SshTest(SshConnector connector) {
    this.connector = connector;
  }

  /** Connects, logs in, has the shell say one line, hangs up. */
  public ConnectionTestResult test(
      SshEndpoint endpoint, SshCredential credential, HostKeyVerifier verifier, Duration timeout)
      throws InterruptedException {
    long start = System.nanoTime();
    try (SshConnection connection = connector.connect(endpoint, credential, verifier, timeout)) {
      long latency = millisSince(start);
      StepRun run =
          new StepRun(
              Shell.open(connection, timeout), StepProgram.own(":"), (stream, at, bytes) -> {});
      return answer(run.run(timeout), latency, connection.hostKey());
    } catch (SshConnectException e) {
      return new ConnectionTestResult(
          false,
          millisSince(start),
          e.category(),
          e.getMessage(),
          e.presented().map(HostKey::text).orElse(null));
    }
  }

  private static ConnectionTestResult answer(StepResult result, long latency, HostKey key) {
    boolean ran = result.end() == StepResult.End.EXITED && result.exitCode().orElse(-1) == 0;
    return new ConnectionTestResult(
        ran,
        latency,
        ran ? ConnectionCategory.OK : ConnectionCategory.PERMISSION,
        ran ? "connected, logged in, and a command ran" : "logged in, but: " + result.message(),
        key.text());
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
