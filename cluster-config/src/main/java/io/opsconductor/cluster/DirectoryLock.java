package io.opsconductor.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A lock between processes that the operating system releases when its holder dies. Any thread may
 * release it.
 *
 * <p>An OS lock belongs to the whole process, and POSIX drops it as soon as the process closes any
 * descriptor of the file, so nodes of one process queue at a semaphore before they open it.
 */
final class DirectoryLock implements AutoCloseable {

  private static final ConcurrentMap<Path, Semaphore> IN_THIS_PROCESS = new ConcurrentHashMap<>();
  private static final long RETRY_MILLIS = 10;

  private final Semaphore permit;
  private final FileChannel channel;

  private DirectoryLock(Semaphore permit, FileChannel channel) {
    this.permit = permit;
    this.channel = channel;
  }

  /**
   * Waits for the lock.
   *
   * @throws IOException if it is still held after the time-out or the file cannot be opened
   */
  static DirectoryLock acquire(Path file, Duration timeout) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    Path real = file.getParent().toRealPath().resolve(file.getFileName());
    Semaphore permit = IN_THIS_PROCESS.computeIfAbsent(real, path -> new Semaphore(1, true));
    try {
      if (!permit.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        throw stillHeld(file, timeout);
      }
    } catch (InterruptedException e) {
      throw interrupted(file, e);
    }
    boolean acquired = false;
    try {
      FileChannel channel = lockFile(real, timeout, deadline);
      acquired = true;
      return new DirectoryLock(permit, channel);
    } finally {
      if (!acquired) {
        permit.release();
      }
    }
  }

  private static FileChannel lockFile(Path file, Duration timeout, long deadline)
      throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      while (!locked) {
        FileLock lock = channel.tryLock();
        locked = lock != null;
        if (!locked) {
          awaitRetry(file, timeout, deadline);
        }
      }
      return channel;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private static void awaitRetry(Path file, Duration timeout, long deadline) throws IOException {
    if (System.nanoTime() - deadline >= 0) {
      throw stillHeld(file, timeout);
    }
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      throw interrupted(file, e);
    }
  }

  private static IOException stillHeld(Path file, Duration timeout) {
    return new IOException(
        "Another process still holds %s after %d s: it may hang in its start; end it and try again"
            .formatted(file, timeout.toSeconds()));
  }

  private static IOException interrupted(Path file, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new IOException("Interrupted while waiting for " + file, cause);
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      permit.release();
    }
  }
}
