package io.opsconductor.workers;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ReportReply;
import io.opsconductor.contracts.executions.TaskLease;
import io.opsconductor.contracts.executions.TaskReport;
import io.opsconductor.platform.fault.FaultPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the reports of all tasks of the node, in batches: while one batch is under way the next
 * fills, and one that nobody waits for is held back for a moment: the output of a quick command and
 * its end are then one transaction. A batch whose answer is lost is sent again, unchanged, until it
 * is known to be stored or the leases are gone.
 */
final class Reporter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
  private static final int MAX_BYTES = 512 * 1024;
  private static final int MAX_REPORTS = 2000;
  private static final long MOMENT_MS = 10;
  private static final long FIRST_PAUSE_MS = 50;
  private static final long LONGEST_PAUSE_MS = 2000;

  private final TaskSource source;
  private final Consumer<UUID> onFenced;
  private final Map<UUID, TaskJournal> journals = new ConcurrentHashMap<>();

  /** Journals that have something waiting; one may be in here twice. */
  private final LinkedBlockingQueue<TaskJournal> ready = new LinkedBlockingQueue<>();

  /** A permit for each that is urgent. */
  private final Semaphore urgent = new Semaphore(0);

  private final Thread sender;
  private volatile boolean closed;

  /**
   * @param onFenced told of tasks whose lease somebody else holds
   */
  Reporter(TaskSource source, Consumer<UUID> onFenced) {
    this.source = source;
    this.onFenced = onFenced;
    this.sender = Thread.ofVirtual().name("workers-reporter").start(this::loop);
  }

  /** The journal of a task that this node holds a lease on; close it at the end. */
  TaskJournal open(TaskLease lease) {
    // the reference to itself is complete by the time that somebody adds to the journal
    TaskJournal[] self = new TaskJournal[1];
    self[0] = new TaskJournal(lease, awaited -> ready(self[0], awaited));
    journals.put(lease.taskId(), self[0]);
    return self[0];
  }

  private void ready(TaskJournal journal, boolean awaited) {
    ready.add(journal);
    if (awaited) {
      urgent.release();
    }
  }

  /** Reports nothing more of the task. */
  void close(TaskJournal journal) {
    journal.close();
    journals.remove(journal.lease().taskId(), journal);
  }

  private void loop() {
    try {
      while (!closed) {
        TaskJournal first = ready.take();
        urgent.tryAcquire(MOMENT_MS, TimeUnit.MILLISECONDS);
        urgent.drainPermits();
        Map<TaskJournal, List<TaskReport>> batch = collect(first);
        if (!batch.isEmpty()) {
          send(batch);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<TaskJournal, List<TaskReport>> collect(TaskJournal first) {
    Map<TaskJournal, List<TaskReport>> batch = new LinkedHashMap<>();
    int bytes = 0;
    int count = 0;
    for (TaskJournal journal = first;
        journal != null && bytes < MAX_BYTES && count < MAX_REPORTS;
        journal = bytes < MAX_BYTES && count < MAX_REPORTS ? ready.poll() : null) {
      if (batch.containsKey(journal)) {
        continue;
      }
      List<TaskReport> reports = journal.take(MAX_BYTES - bytes, MAX_REPORTS - count);
      if (!reports.isEmpty()) {
        batch.put(journal, reports);
        bytes += reports.stream().mapToInt(Reporter::bytes).sum();
        count += reports.size();
      }
    }
    return batch;
  }

  private static int bytes(TaskReport report) {
    return switch (report) {
      case TaskReport.Output output -> output.data().length;
      case TaskReport.Dispatched d -> 0;
      case TaskReport.Started s -> 0;
      case TaskReport.Released r -> 0;
      case TaskReport.StepFinished s -> 0;
      case TaskReport.Finished f -> 0;
    };
  }

  private void send(Map<TaskJournal, List<TaskReport>> batch) throws InterruptedException {
    long pause = FIRST_PAUSE_MS;
    while (!closed) {
      batch.keySet().removeIf(journal -> !isOpen(journal));
      if (batch.isEmpty()) {
        return;
      }
      List<TaskReport> reports = new ArrayList<>();
      batch.values().forEach(reports::addAll);
      try {
        ReportReply reply = source.report(reports);
        FaultPoint.WORKERS_REPORTS_ANSWERED.pass();
        settle(batch, reply);
        return;
      } catch (OpsException e) {
        if (!e.retryable()) {
          refused(batch, e);
          return;
        }
        logOnce(pause, e);
        pause = pauseAfter(pause);
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("Storing reports met a defect; they are tried again");
        pause = pauseAfter(pause);
      }
    }
  }

  private static long pauseAfter(long failures) throws InterruptedException {
    Thread.sleep(ThreadLocalRandom.current().nextLong(failures / 2, failures + 1));
    return Math.min(LONGEST_PAUSE_MS, failures * 2);
  }

  /** Of a lease that was lost meanwhile nothing more is written. */
  private boolean isOpen(TaskJournal journal) {
    return journals.get(journal.lease().taskId()) == journal;
  }

  private static void logOnce(long pause, OpsException e) {
    if (pause == FIRST_PAUSE_MS) {
      LOG.atWarn()
          .addKeyValue("errorCode", e.code())
          .log("Reports could not be stored; they are tried again");
    }
  }

  private void settle(Map<TaskJournal, List<TaskReport>> batch, ReportReply reply) {
    for (UUID fenced : reply.fenced()) {
      TaskJournal journal = journals.get(fenced);
      if (journal != null) {
        close(journal);
        onFenced.accept(fenced);
      }
    }
    for (TaskJournal journal : batch.keySet()) {
      journal.stored();
      if (journal.hasWaiting()) {
        ready.add(journal);
      }
    }
  }

  /** A defect in one task's reports must not stop those of the others. */
  private void refused(Map<TaskJournal, List<TaskReport>> batch, OpsException e)
      throws InterruptedException {
    if (batch.size() > 1) {
      for (Map.Entry<TaskJournal, List<TaskReport>> one : batch.entrySet()) {
        send(new LinkedHashMap<>(Map.of(one.getKey(), one.getValue())));
      }
      return;
    }
    for (TaskJournal journal : batch.keySet()) {
      LOG.atError()
          .addKeyValue("taskId", journal.lease().taskId())
          .addKeyValue("errorCode", e.code())
          .log("Reports of a task were refused; the task is given up");
      close(journal);
      onFenced.accept(journal.lease().taskId());
    }
  }

  @Override
  public void close() {
    closed = true;
    sender.interrupt();
    journals.values().forEach(TaskJournal::close);
  }
}
