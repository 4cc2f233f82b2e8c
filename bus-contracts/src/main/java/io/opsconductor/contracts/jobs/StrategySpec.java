package io.opsconductor.contracts.jobs;

import io.opsconductor.contracts.Checks;

/**
 * In which way the targets are worked through.
 *
 * @param parallelism how many targets at once, 50 when absent
 */
public record StrategySpec(Integer parallelism) {
  public static final int DEFAULT_PARALLELISM = 50;

  public StrategySpec {
    parallelism =
        parallelism == null
            ? DEFAULT_PARALLELISM
            : (int) Checks.range(parallelism, "parallelism", 1, 10_000);
  }

  public static StrategySpec standard() {
    return new StrategySpec(null);
  }
}
