package io.opsconductor.contracts.jobs;

import io.opsconductor.contracts.Checks;

/**
 * How much of what a job prints is kept.
 *
 * @param maxBytes of each stream of each attempt, 1 KiB to 1 TiB: the first half of it is stored as
 *     it comes, the last half when the attempt ends, and in between it is told how many bytes are
 *     not kept. Without bound when absent
 */
public record OutputSpec(Long maxBytes) {
  public static final long LEAST = 1024;
  public static final long MOST = 1L << 40;

  public OutputSpec {
    if (maxBytes != null) {
      Checks.range(maxBytes, "maxBytes", LEAST, MOST);
    }
  }
}
