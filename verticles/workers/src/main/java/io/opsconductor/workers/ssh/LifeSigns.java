package io.opsconductor.workers.ssh;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Finds out whether the target of a running step is still there, without a packet too many. */
final class LifeSigns {

  private final SshConnection connection;
  private final StepWatch watch;
  private final AtomicBoolean asking = new AtomicBoolean();
  private long lastAsked = System.nanoTime();

  LifeSigns(SshConnection connection, StepWatch watch) {
    this.connection = connection;
    this.watch = watch;
  }

  /** True when nothing has come for too long, although it could have been read. */
  boolean missing() {
    Duration silence = shorter(connection.silence(), watch.sinceStall());
    if (silence.compareTo(connection.settings().silence()) > 0) {
      return true;
    }
    if (silence.compareTo(connection.settings().keepAlive()) > 0) {
      ask();
    }
    return false;
  }

  private void ask() {
    long now = System.nanoTime();
    if (now - lastAsked < connection.settings().keepAlive().toNanos()
        || !asking.compareAndSet(false, true)) {
      return;
    }
    lastAsked = now;
    Thread.ofVirtual()
        .name("ssh-keepalive")
        .start(
            () -> {
              connection.askForLife();
              asking.set(false);
            });
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
