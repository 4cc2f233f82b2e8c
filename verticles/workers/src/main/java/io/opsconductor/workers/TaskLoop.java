package io.opsconductor.workers;

import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ClaimedTasks;
import io.opsconductor.contracts.executions.TaskLease;
import io.opsconductor.platform.fault.FaultPoint;
import io.opsconductor.platform.group.Background;
import io.opsconductor.platform.group.PeriodicTask;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims tasks into the free slots of this node, on a hint at once, else about every second, and
 * runs each on a virtual thread of its own. Every instance of the group brings slots, and takes
 * them away when it goes; what runs then goes on.
 */
final class TaskLoop implements Background {

  private static final Logger LOG = LoggerFactory.getLogger(TaskLoop.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int MOST_A_CLAIM = 1000;

  private final TaskSource source;
  private final int slotsOfInstance;
  private final AtomicInteger instances = new AtomicInteger();
  private final Reporter reporter;
  private final LeaseKeeper leases;
  private final TaskConnections connections;
  private final PeriodicTask claiming;
  private final Set<TaskRun> running = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;
  private volatile boolean more;

  TaskLoop(
      TaskSource source,
      int slotsOfInstance,
      Reporter reporter,
      LeaseKeeper leases,
      TaskConnections connections) {
    this.source = source;
    this.slotsOfInstance = slotsOfInstance;
    this.reporter = reporter;
    this.leases = leases;
    this.connections = connections;
    this.claiming = new PeriodicTask("workers-claim", POLL, this::claim);
  }

  @Override
  public void start() {
    claiming.start();
  }

  /** One more instance runs. */
  void instanceCame() {
    instances.incrementAndGet();
    nudge();
  }

  /** One instance takes no more tasks. */
  void instanceWent() {
    instances.decrementAndGet();
  }

  /** How many tasks this node runs at once. */
  int slots() {
    return slotsOfInstance * instances.get();
  }

  /** There may be work. */
  void nudge() {
    claiming.nudge();
  }

  int running() {
    return running.size();
  }

  /** Claims nothing more, hands over what can be, and returns when the rest is over or the time. */
  void drain(Duration atMost) {
    draining = true;
    running.forEach(TaskRun::handOver);
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (!running.isEmpty() && System.nanoTime() - end < 0) {
        Thread.sleep(Duration.ofMillis(50));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives up what still runs: its leases end by themselves. */
  @Override
  public void close() {
    draining = true;
    claiming.close();
    running.forEach(TaskRun::loseLease);
  }

  private void claim() {
    do {
      int free = Math.min(slots() - running.size(), MOST_A_CLAIM);
      if (draining || free <= 0) {
        return;
      }
      long asked = System.nanoTime();
      ClaimedTasks claimed = source.claim(free);
      if (!claimed.tasks().isEmpty()) {
        FaultPoint.WORKERS_CLAIMED.pass();
      }
      more = claimed.more();
      claimed.tasks().forEach(task -> begin(task, asked));
      if (claimed.tasks().isEmpty()) {
        return;
      }
    } while (more);
  }

  private void begin(ClaimedTask task, long asked) {
    TaskJournal journal = reporter.open(new TaskLease(task.taskId(), task.fence()));
    TaskRun run = new TaskRun(task, journal, connections);
    running.add(run);
    leases.hold(run, asked, task.leaseMs());
    Thread.ofVirtual().name("task-" + task.taskId()).start(() -> run(run));
  }

  private void run(TaskRun run) {
    try {
      run.run();
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("taskId", run.id()).setCause(e).log("A task met a defect");
      run.loseLease();
    } finally {
      leases.release(run);
      reporter.close(run.journal());
      running.remove(run);
      if (more) {
        nudge();
      }
    }
  }
}
