package io.opsconductor.workers;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.HeartbeatReply;
import io.opsconductor.contracts.executions.TaskLease;
import io.opsconductor.platform.fault.FaultPoint;
import io.opsconductor.platform.group.Background;
import io.opsconductor.platform.group.PeriodicTask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leases of this node's tasks: renews them in one request every few seconds, and stops a task
 * by its own monotonic clock some seconds before a lease ends that it could not renew. Whoever
 * cannot reach executions stops by itself; no membership and no wall clock is asked.
 */
final class LeaseKeeper implements Background {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final Duration RENEW = Duration.ofSeconds(5);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMillis(200);

  /** Before the end of a lease: time to stop, and for clocks that do not run alike. */
  private static final Duration MARGIN = Duration.ofSeconds(3);

  private final TaskSource source;
  private final Map<UUID, TaskRun> held = new ConcurrentHashMap<>();
  private final PeriodicTask renewing;
  private final PeriodicTask expiring;
  private volatile long nextRenewal;
  private volatile boolean failing;

  LeaseKeeper(TaskSource source) {
    this.source = source;
    this.renewing = new PeriodicTask("workers-heartbeat", LOOK, this::renewIfDue);
    this.expiring = new PeriodicTask("workers-lease-watch", LOOK, this::stopExpired);
    this.nextRenewal = System.nanoTime();
  }

  @Override
  public void start() {
    renewing.start();
    expiring.start();
  }

  @Override
  public void close() {
    renewing.close();
    expiring.close();
  }

  /**
   * From now on renews the lease of a task.
   *
   * @param asked when the claim was sent, by {@link System#nanoTime}: the lease is no older
   */
  void hold(TaskRun task, long asked, long leaseMs) {
    if (held.isEmpty()) {
      nextRenewal = asked + RENEW.toNanos();
    }
    task.holdUntil(end(asked, leaseMs));
    held.put(task.id(), task);
  }

  /** The run is over; a later lease on the same task stays. */
  void release(TaskRun task) {
    held.remove(task.id(), task);
  }

  /** Somebody else holds the lease. */
  void fenced(UUID taskId) {
    TaskRun lost = held.remove(taskId);
    if (lost != null) {
      lost.loseLease();
    }
  }

  /** A hint: looks at once if the node has tasks of the execution. */
  void cancelAsked(UUID executionId) {
    if (held.values().stream().anyMatch(one -> one.executionId().equals(executionId))) {
      nextRenewal = System.nanoTime();
      renewing.nudge();
    }
  }

  private void renewIfDue() {
    if (System.nanoTime() - nextRenewal < 0 || held.isEmpty()) {
      return;
    }
    long asked = System.nanoTime();
    nextRenewal = asked + RENEW.toNanos();
    List<TaskLease> leases = held.values().stream().map(TaskRun::held).toList();
    try {
      HeartbeatReply reply = source.heartbeat(leases);
      FaultPoint.WORKERS_LEASES_RENEWED.pass();
      apply(reply, asked);
      failing = false;
    } catch (OpsException e) {
      nextRenewal = System.nanoTime() + AGAIN.toNanos();
      if (!failing) {
        failing = true;
        LOG.atWarn().addKeyValue("errorCode", e.code()).log("Leases could not be renewed");
      }
    }
  }

  private void apply(HeartbeatReply reply, long asked) {
    long end = end(asked, reply.leaseMs());
    reply.renewed().forEach(id -> find(id).ifPresent(one -> one.holdUntil(end)));
    reply.lost().forEach(this::fenced);
    reply.cancel().forEach(id -> find(id).ifPresent(TaskRun::cancel));
  }

  private void stopExpired() {
    for (TaskRun one : held.values()) {
      if (one.leaseExpired()) {
        fenced(one.id());
      }
    }
  }

  private static long end(long asked, long leaseMs) {
    return asked + Duration.ofMillis(leaseMs).minus(MARGIN).toNanos();
  }

  private Optional<TaskRun> find(UUID taskId) {
    return Optional.ofNullable(held.get(taskId));
  }
}
