import java.util.Arrays;

/** Times in microseconds. */
final class Latencies {

  private long[] values = new long[1 << 16];
  private int count;

  synchronized void add(long micros) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = micros;
  }

  synchronized int count() {
    return count;
  }

  /** In milliseconds. */
  synchronized double percentile(int percent) {
    Arrays.sort(values, 0, count);
    return count == 0
        ? Double.NaN
        : values[(int) Math.min(count - 1L, (long) count * percent / 100)] / 1e3;
  }
}
