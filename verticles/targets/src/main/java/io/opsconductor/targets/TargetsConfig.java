package io.opsconductor.targets;

import java.time.Duration;

/**
 * The section {@code targets} of the configuration.
 *
 * @param testConnectTimeoutMs how long a connection test waits for the host, up to the end of
 *     signing in: 1 to 20,000 ms; 10,000 when absent
 */
record TargetsConfig(Integer testConnectTimeoutMs) {
  private static final int DEFAULT_TEST_CONNECT_TIMEOUT_MS = 10_000;
  private static final int MAX_TEST_CONNECT_TIMEOUT_MS = 20_000;

  TargetsConfig {
    testConnectTimeoutMs =
        testConnectTimeoutMs == null ? DEFAULT_TEST_CONNECT_TIMEOUT_MS : testConnectTimeoutMs;
    if (testConnectTimeoutMs < 1 || testConnectTimeoutMs > MAX_TEST_CONNECT_TIMEOUT_MS) {
      throw new IllegalArgumentException(
          "targets.test_connect_timeout_ms must be 1 to 20000, got " + testConnectTimeoutMs);
    }
  }

  Duration testConnectTimeout() {
    return Duration.ofMillis(testConnectTimeoutMs);
  }
}
