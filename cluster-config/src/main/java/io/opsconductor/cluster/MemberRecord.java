package io.opsconductor.cluster;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;

/**
 * What a live node leaves in the data directory for the next one to find.
 *
 * @param address where its Hazelcast listens
 * @param pid of its process
 * @param processStart as the operating system tells it; with the pid it names one process
 */
record MemberRecord(MemberAddress address, long pid, Instant processStart) {

  /**
   * The system derives start times from the clock, which may have been set in between. A process
   * that took over a pid and started within this time of its predecessor is taken for it, which
   * costs a refused connection and no more.
   */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(10);

  static MemberRecord ofThisProcess(MemberAddress address) {
    ProcessHandle self = ProcessHandle.current();
    return new MemberRecord(address, self.pid(), startOf(self));
  }

  static MemberRecord parse(String text) throws IOException {
    Properties fields = new Properties();
    try {
      fields.load(new StringReader(text));
      return new MemberRecord(
          MemberAddress.parse(fields.getProperty("address", "")),
          Long.parseLong(fields.getProperty("pid", "")),
          Instant.parse(fields.getProperty("processStart", "")));
    } catch (RuntimeException e) {
      throw new IOException("Not a member file: " + e.getMessage(), e);
    }
  }

  String render() {
    return "address=%s\npid=%d\nprocessStart=%s\n".formatted(address, pid, processStart);
  }

  boolean isOfThisProcess() {
    return pid == ProcessHandle.current().pid();
  }

  /** Whether the process still runs. */
  boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startedAt(startOf(process)))
        .isPresent();
  }

  private boolean startedAt(Instant start) {
    return Duration.between(start, processStart).abs().compareTo(START_TOLERANCE) <= 0;
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
