package io.opsconductor.executions;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Turns rows into an array a column, for statements over {@code unnest}. */
final class Columns {
  private Columns() {}

  static <R, T> Object of(List<R> rows, IntFunction<T[]> array, Function<R, T> value) {
    return rows.stream().map(value).toArray(array);
  }
}
