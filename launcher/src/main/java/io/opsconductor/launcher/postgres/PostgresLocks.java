package io.opsconductor.launcher.postgres;

import io.opsconductor.launcher.home.StartRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The two locks by which launchers of one data directory agree. The operating system releases them
 * when a process ends, however it ends.
 *
 * <p>Each launcher shares the first one; who gets it exclusively is the last. Who has the second
 * one supervises the server.
 */
final class PostgresLocks implements AutoCloseable {

  private final FileChannel launchers;
  private final FileChannel supervisor;
  private FileLock presence;
  private FileLock supervision;

  private PostgresLocks(FileChannel launchers, FileChannel supervisor, FileLock presence) {
    this.launchers = launchers;
    this.supervisor = supervisor;
    this.presence = presence;
  }

  /** Waits while the last launcher of before still stops the server. */
  static PostgresLocks join(PostgresFiles files) {
    try {
      FileChannel launchers = open(files.launchersLock());
      FileChannel supervisor = open(files.supervisorLock());
      return new PostgresLocks(launchers, supervisor, launchers.lock(0, Long.MAX_VALUE, true));
    } catch (IOException e) {
      throw StartRefused.because(
          "Cannot lock " + files.launchersLock() + ": " + e + ". The data directory must be local.",
          e);
    } catch (OverlappingFileLockException e) {
      throw StartRefused.because("This process already runs the databases in " + files.root(), e);
    }
  }

  boolean isSupervisor() {
    return supervision != null;
  }

  /** Becomes the supervisor unless another launcher is; true also when this one is already. */
  boolean supervise() {
    if (supervision == null) {
      supervision = tryExclusive(supervisor);
    }
    return supervision != null;
  }

  /** Gives up presence and says whether no other launcher is left; if so, new ones wait. */
  boolean leaveAsLast() {
    try {
      presence.release();
      presence = tryExclusive(launchers);
      return presence != null;
    } catch (IOException e) {
      return false;
    }
  }

  /** Releases everything that is held. */
  @Override
  public void close() {
    try (launchers;
        supervisor) {
      presence = null;
      supervision = null;
    } catch (IOException e) {
      throw new IllegalStateException("Locks of the data directory were not released", e);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static FileLock tryExclusive(FileChannel channel) {
    try {
      return channel.tryLock();
    } catch (IOException | OverlappingFileLockException e) {
      return null;
    }
  }
}
