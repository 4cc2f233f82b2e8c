package io.opsconductor.executions;

import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.TaskTarget;
import java.util.Comparator;
import java.util.UUID;

/**
 * A stream of an attempt of a step of a task, and how long it is.
 *
 * @param bytes kept or not
 */
record PrintedStream(Place place, UUID taskId, TaskTarget target, long bytes) {

  /**
   * Which of the execution's streams.
   *
   * @param ordinal of the task
   */
  record Place(int ordinal, int step, int attempt, OutputStreamName stream)
      implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparingInt(Place::ordinal)
            .thenComparingInt(Place::step)
            .thenComparingInt(Place::attempt)
            .thenComparing(Place::stream);

    static final Place FIRST = new Place(0, 0, 0, OutputStreamName.STDOUT);

    /** That of the next attempt, if there is one. */
    Place nextAttempt() {
      return new Place(ordinal, step, attempt + 1, OutputStreamName.STDOUT);
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }
}
