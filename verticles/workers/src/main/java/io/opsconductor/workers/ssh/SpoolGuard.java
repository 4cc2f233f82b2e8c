package io.opsconductor.workers.ssh;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells the target how much of an attempt's output has been received, so that it can hold what
 * waits there to a quota and throw away what does not. Runs on a thread of its own.
 *
 * <p>Beside a shell that started the attempt it opens one more on the same connection, once the
 * attempt has lasted {@link #WORTH_IT} or printed {@link #WORTH_IT_BYTES}: most are over by then. A
 * shell that attached watches the quota itself.
 */
final class SpoolGuard implements AutoCloseable {

  static final Duration WORTH_IT = Duration.ofSeconds(2);
  static final long WORTH_IT_BYTES = 1024 * 1024;

  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final Duration FIRST_REPEAT = Duration.ofSeconds(1);
  private static final Duration LONGEST_REPEAT = Duration.ofMinutes(1);
  private static final Duration OPEN = Duration.ofSeconds(10);
  private static final Duration SAY = Duration.ofSeconds(60);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition over = lock.newCondition();
  private final Shell watched;
  private final AttemptStream stdout;
  private final AttemptStream stderr;
  private boolean closed;

  private SpoolGuard(Shell watched, AttemptStream stdout, AttemptStream stderr) {
    this.watched = watched;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** For the shell that starts the attempt. */
  static SpoolGuard beside(
      Shell starter, Attempt attempt, AttemptStream stdout, AttemptStream stderr) {
    SpoolGuard guard = new SpoolGuard(starter, stdout, stderr);
    start(() -> guard.watchBeside(attempt));
    return guard;
  }

  /** For a shell that attached to it. */
  static SpoolGuard within(Shell attached, AttemptStream stdout, AttemptStream stderr) {
    SpoolGuard guard = new SpoolGuard(attached, stdout, stderr);
    start(() -> guard.tell(attached));
    return guard;
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private static void start(Work work) {
    Thread.ofVirtual()
        .name("attempt-spool")
        .start(
            () -> {
              try {
                work.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void watchBeside(Attempt attempt) throws InterruptedException {
    Deadline soon = Deadline.in(WORTH_IT);
    while (!soon.passed() && stdout.position() + stderr.position() < WORTH_IT_BYTES) {
      if (ended(LOOK)) {
        return;
      }
    }
    while (watched.connection().isOpen()) {
      try {
        Shell guard = Shell.open(watched.connection(), OPEN);
        try {
          String program =
              AttemptScripts.guard(attempt, watched.connection().settings().spoolBytes());
          if (guard.say(program, SAY)) {
            tell(guard);
          }
        } finally {
          guard.hangUp();
        }
        return;
      } catch (SshConnectException e) {
        if (ended(AGAIN)) {
          return;
        }
      }
    }
  }

  /**
   * Tells what changed, and at times what did not: a shell may read more of its input than the
   * program that is to read the rest.
   */
  private void tell(Shell to) throws InterruptedException {
    long out = -1;
    long err = -1;
    BackOff backOff = new BackOff(FIRST_REPEAT, LONGEST_REPEAT);
    Deadline repeat = Deadline.in(FIRST_REPEAT);
    do {
      long outNow = stdout.position();
      long errNow = stderr.position();
      if (outNow != out || errNow != err || repeat.passed()) {
        out = outNow;
        err = errNow;
        to.say(AttemptScripts.received(out, err), SAY);
        repeat = Deadline.in(backOff.next());
      }
    } while (watched.connection().isOpen() && !watched.closed() && !ended(LOOK));
  }

  private boolean ended(Duration within) throws InterruptedException {
    long left = within.toNanos();
    lock.lock();
    try {
      while (!closed && left > 0) {
        left = over.awaitNanos(left);
      }
      return closed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      over.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
