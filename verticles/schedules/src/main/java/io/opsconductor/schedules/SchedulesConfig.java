package io.opsconductor.schedules;

import java.time.Duration;

/**
 * Section {@code schedules} of the configuration.
 *
 * @param pollIntervalMs between two looks for what is due, when nothing is due sooner; 100 to
 *     60,000, 1,000 when absent
 * @param retentionDays how long the record of a due time is kept; 1 to 36,500, 400 when absent
 */
record SchedulesConfig(Integer pollIntervalMs, Integer retentionDays) {
  SchedulesConfig {
    pollIntervalMs = checked("poll_interval_ms", pollIntervalMs, 1000, 100, 60_000);
    retentionDays = checked("retention_days", retentionDays, 400, 1, 36_500);
  }

  Duration pollInterval() {
    return Duration.ofMillis(pollIntervalMs);
  }

  private static int checked(String key, Integer value, int standard, int min, int max) {
    int given = value == null ? standard : value;
    if (given < min || given > max) {
      throw new IllegalArgumentException(
          "schedules.%s must be between %d and %d, got %d".formatted(key, min, max, given));
    }
    return given;
  }
}
