package io.opsconductor.executions;

import io.opsconductor.contracts.jobs.RetentionSpec;
import java.time.Duration;

/**
 * Section {@code executions} of the configuration.
 *
 * @param leaseSeconds how long a worker may be silent before its tasks are taken from it; 10 to
 *     300, because workers renew every 5 s and stop 3 s before the end; 15 when absent
 * @param sweepIntervalMs between two looks for lapsed leases and time-outs; 10 to 60,000, 1,000
 *     when absent
 * @param idempotencyHours how long a request with an Idempotency-Key may be repeated; 1 to 720, 24
 *     when absent
 * @param retentionDays how long after its end the log of an execution is kept that does not say; 0
 *     to 36,500, 0 for ever and when absent
 */
record ExecutionsConfig(
    Integer leaseSeconds,
    Integer sweepIntervalMs,
    Integer idempotencyHours,
    Integer retentionDays) {
  ExecutionsConfig {
    leaseSeconds = checked("lease_seconds", leaseSeconds, 15, 10, 300);
    sweepIntervalMs = checked("sweep_interval_ms", sweepIntervalMs, 1000, 10, 60_000);
    idempotencyHours = checked("idempotency_hours", idempotencyHours, 24, 1, 720);
    retentionDays = checked("retention_days", retentionDays, 0, 0, RetentionSpec.MOST);
  }

  Duration lease() {
    return Duration.ofSeconds(leaseSeconds);
  }

  Duration sweepInterval() {
    return Duration.ofMillis(sweepIntervalMs);
  }

  private static int checked(String key, Integer value, int standard, int min, int max) {
    int given = value == null ? standard : value;
    if (given < min || given > max) {
      throw new IllegalArgumentException(
          "executions.%s must be between %d and %d, got %d".formatted(key, min, max, given));
    }
    return given;
  }
}
