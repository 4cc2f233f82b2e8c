package io.opsconductor.workers.ssh;

import io.opsconductor.contracts.targets.ConnectionCategory;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a target what it is like, over the shell that is to run a step. */
public final class Probe {

  private Probe() {}

  /** Asks once a connection. */
  public static TargetTraits of(Shell shell, Duration timeout)
      throws SshConnectException, InterruptedException {
    Optional<TargetTraits> known = shell.connection().traits();
    if (known.isPresent()) {
      return known.get();
    }
    TargetTraits traits = ask(shell, timeout);
    shell.connection().found(traits);
    return traits;
  }

  private static TargetTraits ask(Shell shell, Duration timeout)
      throws SshConnectException, InterruptedException {
    Marker marker = Marker.random();
    CompletableFuture<String> answer = new CompletableFuture<>();
    shell.listen(
        AttemptStream.ofWords(marker, answer::complete, () -> answer.complete("")),
        OutputStream.nullOutputStream());
    try {
      if (shell.say(AttemptScripts.probe(marker), timeout)) {
        return TargetTraits.parse(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
      }
    } catch (TimeoutException | ExecutionException e) {
      // as when the connection broke
    }
    throw new SshConnectException(ConnectionCategory.PROTOCOL, "the target's shell did not answer");
  }
}
