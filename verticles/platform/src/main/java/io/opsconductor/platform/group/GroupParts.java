package io.opsconductor.platform.group;

import io.vertx.core.Deployable;
import io.vertx.core.ThreadingModel;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a group consists of on a node.
 *
 * @param verticle makes one more instance; instances share what the group was built with
 * @param threading of the verticle
 * @param background work that runs once a node, started after the first instance, once auth knows
 *     the group's key, and stopped before the last instance
 * @param drain stops taking new work and returns when what was in hand is finished or handed over,
 *     within a bound
 * @param queues what waits within it, for those who look after the cluster
 */
public record GroupParts(
    Supplier<? extends Deployable> verticle,
    ThreadingModel threading,
    List<Background> background,
    Runnable drain,
    List<WorkQueue> queues) {
  public GroupParts {
    background = List.copyOf(background);
    queues = List.copyOf(queues);
  }

  /** Virtual-thread verticles that serve operations, and background work. */
  public static GroupParts of(Supplier<? extends Deployable> verticle, Background... background) {
    return new GroupParts(
        verticle, ThreadingModel.VIRTUAL_THREAD, List.of(background), () -> {}, List.of());
  }

  public GroupParts withDrain(Runnable stopTakingWork) {
    return new GroupParts(verticle, threading, background, stopTakingWork, queues);
  }

  public GroupParts withQueues(WorkQueue... waiting) {
    return new GroupParts(verticle, threading, background, drain, List.of(waiting));
  }

  public GroupParts onEventLoop() {
    return new GroupParts(verticle, ThreadingModel.EVENT_LOOP, background, drain, queues);
  }
}
