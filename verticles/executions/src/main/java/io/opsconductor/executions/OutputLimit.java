package io.opsconductor.executions;

import io.opsconductor.contracts.jobs.OutputSpec;

/**
 * How much of a stream of an attempt is kept, in bytes.
 *
 * @param head from its beginning
 * @param tail from its end
 */
record OutputLimit(long head, long tail) {
  static final OutputLimit NONE = new OutputLimit(Long.MAX_VALUE, 0);

  /** Half and half; everything when null. */
  static OutputLimit of(Long maxBytes) {
    return maxBytes == null ? NONE : new OutputLimit(maxBytes / 2, maxBytes - maxBytes / 2);
  }

  /** As {@link #of(Long)}, of what a job says; null for nothing. */
  static Long maxBytes(OutputSpec output) {
    return output == null ? null : output.maxBytes();
  }
}
