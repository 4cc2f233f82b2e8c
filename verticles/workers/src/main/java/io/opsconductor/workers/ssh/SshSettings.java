package io.opsconductor.workers.ssh;

import java.time.Duration;

/**
 * Limits of the SSH client.
 *
 * @param connectTimeout wall clock, over TCP, key exchange and log-in together
 * @param maxLoggingIn how many key exchanges and log-ins go on at once on this node
 * @param maxLookups how many names are being resolved at once; look-ups block threads of the
 *     system's resolver
 * @param keepAlive after this long without a byte from the target it is asked for a sign of life
 * @param silence after this long without an answer the connection counts as lost
 * @param idleTimeout how long an unused connection is kept
 * @param maxAge how long a connection is given out again after it was made
 * @param maxIdle how many unused connections are kept, the least recently used goes first
 * @param killGrace between TERM and KILL
 * @param spoolBytes how much output of an attempt may wait on its target
 */
public record SshSettings(
    Duration connectTimeout,
    int maxLoggingIn,
    int maxLookups,
    Duration keepAlive,
    Duration silence,
    Duration idleTimeout,
    Duration maxAge,
    int maxIdle,
    Duration killGrace,
    long spoolBytes) {

  public SshSettings {
    positive("connectTimeout", connectTimeout);
    positive("keepAlive", keepAlive);
    positive("silence", silence);
    positive("idleTimeout", idleTimeout);
    positive("maxAge", maxAge);
    if (killGrace.isNegative()) {
      throw new IllegalArgumentException("ssh: killGrace must not be negative");
    }
    if (maxLoggingIn < 1 || maxLookups < 1 || maxIdle < 0) {
      throw new IllegalArgumentException(
          "ssh: maxLoggingIn and maxLookups must be at least 1, maxIdle at least 0");
    }
    if (spoolBytes < 1) {
      throw new IllegalArgumentException("ssh: spoolBytes must be at least 1");
    }
    if (silence.compareTo(keepAlive) <= 0) {
      throw new IllegalArgumentException(
          "ssh: silence must be longer than keepAlive, but %s is not longer than %s"
              .formatted(silence, keepAlive));
    }
  }

  /** What is used unless the configuration says otherwise. */
  public static SshSettings defaults() {
    return new SshSettings(
        Duration.ofSeconds(10),
        32,
        32,
        Duration.ofSeconds(15),
        Duration.ofSeconds(45),
        Duration.ofSeconds(60),
        Duration.ofMinutes(10),
        2000,
        Duration.ofSeconds(5),
        1024L * 1024 * 1024);
  }

  /** The same with another time-out for connecting. */
  public SshSettings withConnectTimeout(Duration timeout) {
    return new SshSettings(
        timeout,
        maxLoggingIn,
        maxLookups,
        keepAlive,
        silence,
        idleTimeout,
        maxAge,
        maxIdle,
        killGrace,
        spoolBytes);
  }

  /** The same with another time between TERM and KILL. */
  public SshSettings withKillGrace(Duration grace) {
    return new SshSettings(
        connectTimeout,
        maxLoggingIn,
        maxLookups,
        keepAlive,
        silence,
        idleTimeout,
        maxAge,
        maxIdle,
        grace,
        spoolBytes);
  }

  /** The same with another quota. */
  public SshSettings withSpoolBytes(long bytes) {
    return new SshSettings(
        connectTimeout,
        maxLoggingIn,
        maxLookups,
        keepAlive,
        silence,
        idleTimeout,
        maxAge,
        maxIdle,
        killGrace,
        bytes);
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(
          "ssh: %s must be positive but is %s".formatted(name, value));
    }
  }
}
