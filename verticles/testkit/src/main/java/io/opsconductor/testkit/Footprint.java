package io.opsconductor.testkit;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * What this JVM holds: to be compared before and after something that must leave nothing behind.
 *
 * <p>What the JDK's asynchronous channels keep does not count: servers that tests begin use them,
 * and now and then they keep it for ever when a server ends in the moment in which a connection
 * comes.
 *
 * @param threads alive, virtual ones included, those not that the JVM keeps for itself
 * @param descriptors open, of files and sockets of the network
 */
public record Footprint(long threads, long descriptors) {

  /** For a first look, when there is nothing to compare with. */
  public static final Footprint ANY = new Footprint(Long.MAX_VALUE, Long.MAX_VALUE);

  /**
   * The JVM makes them as it sees fit: to carry virtual threads, to wait for processes, for
   * asynchronous channels.
   */
  private static final Pattern OWN =
      Pattern.compile("\"(ForkJoinPool-|process reaper|SubPoller-|InnocuousThread-)");

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Pattern CHANNELS = Pattern.compile("pipe:|anon_inode:\\[eventpoll]");

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration MOMENT = Duration.ofMillis(5);
  private static final int CALM_LOOKS = 5;

  /**
   * Looks until it is no larger than the other one, or, with {@link #ANY}, until it does not change
   * any more.
   *
   * @return the other one when that was reached, else what there is after ten seconds
   */
  public static Footprint settled(Footprint before) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Footprint last = now();
    int calm = 0;
    while (System.nanoTime() < end && calm < CALM_LOOKS) {
      LockSupport.parkNanos(LOOK.toNanos());
      Footprint next = now();
      if (!before.equals(ANY) && next.fits(before)) {
        return before;
      }
      calm = before.equals(ANY) && next.equals(last) ? calm + 1 : 0;
      last = next;
    }
    return last;
  }

  private boolean fits(Footprint other) {
    return threads <= other.threads && descriptors <= other.descriptors;
  }

  /** As it is. */
  public static Footprint now() {
    return new Footprint(countThreads(), countDescriptors());
  }

  private static long countDescriptors() {
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      return open.filter(descriptor -> !CHANNELS.matcher(target(descriptor)).lookingAt()).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      // closed meanwhile
      return "";
    }
  }

  private static long countThreads() {
    return dump().lines().filter(line -> line.startsWith("#") && !OWN.matcher(line).find()).count();
  }

  /** Walking the stack of a virtual thread that runs can crash the JVM (25.0.3). */
  private static void awaitNoneMounted() {
    VirtualThreadSchedulerMXBean scheduler =
        ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (scheduler.getMountedVirtualThreadCount() + scheduler.getQueuedVirtualThreadCount() > 0
        && System.nanoTime() < end) {
      LockSupport.parkNanos(MOMENT.toNanos());
    }
  }

  /**
   * Every thread with its stack: what to look at when there are too many. The one place in which
   * virtual threads are all counted.
   */
  public static String dump() {
    awaitNoneMounted();
    try {
      Path dump = Files.createTempDirectory("threads").resolve("dump");
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
      try {
        return Files.readString(dump);
      } finally {
        Files.delete(dump);
        Files.delete(dump.getParent());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
