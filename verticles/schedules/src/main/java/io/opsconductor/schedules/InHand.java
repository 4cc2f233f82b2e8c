package io.opsconductor.schedules;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;

/**
 * Due times that this node decided about and is to make executions of. It may for a time only:
 * after it others do, and may have decided otherwise.
 */
final class InHand {
  private static final int MOST = 20_000;

  private final LongSupplier nanos;
  private final BlockingQueue<Starting> queue = new LinkedBlockingQueue<>();
  private volatile Runnable nudge = () -> {};
  private volatile boolean draining;

  /**
   * Nothing yet.
   *
   * @param nanos the monotonic clock of this node, which no clock that is set wrong disturbs
   */
  InHand(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Called when there is something in hand. */
  void onWork(Runnable action) {
    nudge = action;
  }

  /** What the monotonic clock of this node shows. */
  long nanos() {
    return nanos.getAsLong();
  }

  /** Whether more may be given; what is not given is found by its row. */
  boolean hasRoom() {
    return !draining && queue.size() < MOST;
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  boolean isDraining() {
    return draining;
  }

  /** Takes what the caller wrote as its own. */
  void take(List<Starting> fires) {
    if (!fires.isEmpty()) {
      queue.addAll(fires);
      nudge.run();
    }
  }

  /** Up to as many that may still be asked for; the others are found by their rows. */
  List<Starting> next(int most) {
    List<Starting> batch = new ArrayList<>();
    while (batch.isEmpty() && !queue.isEmpty()) {
      queue.drainTo(batch, most);
      batch.removeIf(fire -> fire.isStale(nanos()));
    }
    return batch;
  }

  /** Takes nothing any more; returns what is left. */
  List<Starting> drain() {
    draining = true;
    List<Starting> left = new ArrayList<>();
    queue.drainTo(left);
    return left;
  }
}
