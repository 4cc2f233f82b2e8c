package io.opsconductor.workers;

import io.opsconductor.platform.config.Section;
import io.opsconductor.workers.ssh.SshSettings;
import java.time.Duration;

/**
 * The section {@code workers}. Absent keys take the default given here.
 *
 * @param slots {@code slots}: tasks at once for each instance; 200
 * @param connectTimeoutSeconds {@code connect_timeout_seconds}: wall clock over TCP, key exchange
 *     and log-in; 10
 * @param loginsAtOnce {@code logins_at_once}: connections being made at once on this node; 32
 * @param idleConnections {@code idle_connections}: unused connections kept for later tasks; 2,000
 * @param idleSeconds {@code idle_seconds}: how long one is kept; 60
 * @param connectionAgeSeconds {@code connection_age_seconds}: after which one is not used again;
 *     600
 * @param keepAliveSeconds {@code keep_alive_seconds}: of silence, after which a target is asked for
 *     a sign of life; after three times as long it counts as gone; 15
 * @param killGraceSeconds {@code kill_grace_seconds}: between TERM and KILL; 5
 * @param drainSeconds {@code drain_seconds}: how long a stopping node lets its tasks finish; 20
 * @param spoolBytes {@code spool_bytes}: how much output of one attempt may wait on its target for
 *     a worker; beyond that the command waits; 1 GiB
 */
public record WorkersConfig(
    Integer slots,
    Integer connectTimeoutSeconds,
    Integer loginsAtOnce,
    Integer idleConnections,
    Integer idleSeconds,
    Integer connectionAgeSeconds,
    Integer keepAliveSeconds,
    Integer killGraceSeconds,
    Integer drainSeconds,
    Long spoolBytes) {

  private static final long MIB = 1024L * 1024;
  private static final int LOOK_UPS = 32;

  public WorkersConfig {
    slots = checked("slots", slots, 200, 1, 10_000);
    connectTimeoutSeconds = checked("connect_timeout_seconds", connectTimeoutSeconds, 10, 1, 300);
    loginsAtOnce = checked("logins_at_once", loginsAtOnce, 32, 1, 1000);
    idleConnections = checked("idle_connections", idleConnections, 2000, 0, 100_000);
    idleSeconds = checked("idle_seconds", idleSeconds, 60, 1, 3600);
    connectionAgeSeconds =
        checked("connection_age_seconds", connectionAgeSeconds, 600, 1, 24 * 3600);
    keepAliveSeconds = checked("keep_alive_seconds", keepAliveSeconds, 15, 1, 3600);
    killGraceSeconds = checked("kill_grace_seconds", killGraceSeconds, 5, 0, 60);
    drainSeconds = checked("drain_seconds", drainSeconds, 20, 0, 3600);
    spoolBytes = spoolBytes == null ? 1024 * MIB : spoolBytes;
    if (spoolBytes < 8 * MIB) {
      throw new IllegalArgumentException(
          "workers.spool_bytes must be at least %d but is %d".formatted(8 * MIB, spoolBytes));
    }
  }

  static WorkersConfig of(Section section) {
    return section.as(WorkersConfig.class);
  }

  SshSettings ssh() {
    return new SshSettings(
        Duration.ofSeconds(connectTimeoutSeconds),
        loginsAtOnce,
        LOOK_UPS,
        Duration.ofSeconds(keepAliveSeconds),
        Duration.ofSeconds(3L * keepAliveSeconds),
        Duration.ofSeconds(idleSeconds),
        Duration.ofSeconds(connectionAgeSeconds),
        idleConnections,
        Duration.ofSeconds(killGraceSeconds),
        spoolBytes);
  }

  Duration drain() {
    return Duration.ofSeconds(drainSeconds);
  }

  private static Integer checked(String key, Integer given, int otherwise, int least, int most) {
    int value = given == null ? otherwise : given;
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "workers.%s must be %d to %d but is %d".formatted(key, least, most, value));
    }
    return value;
  }
}
