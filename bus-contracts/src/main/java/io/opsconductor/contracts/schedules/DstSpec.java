package io.opsconductor.contracts.schedules;

/**
 * What happens when clocks change. Schedules that run in every hour go by real time: they run
 * neither more often nor less, whatever is said here.
 *
 * @param gap {@code shift} when absent
 * @param overlap {@code first} when absent
 */
public record DstSpec(GapPolicy gap, FoldPolicy overlap) {
  public DstSpec {
    gap = gap == null ? GapPolicy.SHIFT : gap;
    overlap = overlap == null ? FoldPolicy.FIRST : overlap;
  }

  public static DstSpec standard() {
    return new DstSpec(null, null);
  }
}
