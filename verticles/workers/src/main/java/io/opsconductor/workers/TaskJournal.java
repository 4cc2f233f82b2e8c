package io.opsconductor.workers;

import io.opsconductor.contracts.executions.AttemptMode;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.TaskLease;
import io.opsconductor.contracts.executions.TaskReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;

/**
 * What one task has to report, in order. A report waits here until the {@link Reporter} takes it,
 * and is forgotten once it is stored. Output of the same stream is merged while it waits, and
 * whoever brings more than fits has to wait: so a pause of the database is ridden out, and a flood
 * presses back on the target.
 */
final class TaskJournal {

  /** Of output, for one task. */
  static final int MAX_BUFFERED = 2 * 1024 * 1024;

  /** From so many bytes on, waiting for more before a batch is sent gains nothing. */
  private static final int BULK = 32 * 1024;

  /** Told after something was added; must not block. */
  interface News {

    /**
     * @param urgent somebody waits until it is stored, or it is much
     */
    void came(boolean urgent);
  }

  private final TaskLease lease;
  private final News onNews;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private final List<Entry> underWay = new ArrayList<>();
  private long nextNumber = 1;
  private long added;
  private long stored;
  private int buffered;
  private boolean closed;

  TaskJournal(TaskLease lease, News onNews) {
    this.lease = lease;
    this.onNews = onNews;
  }

  TaskLease lease() {
    return lease;
  }

  /**
   * Returns when it is stored: from then on the command may be sent.
   *
   * @param bootId of the target; null when it is not known
   * @param note why the mode is direct; may be null
   */
  void dispatched(int step, AttemptMode mode, String bootId, String note)
      throws LeaseLostException, InterruptedException {
    awaitStored(
        add(
            true,
            number ->
                new TaskReport.Dispatched(
                    lease.taskId(), lease.fence(), number, step, mode, bootId, note)));
  }

  /** Returns at once; the target confirmed the start. */
  void started(int step) throws LeaseLostException {
    add(false, number -> new TaskReport.Started(lease.taskId(), lease.fence(), number, step));
  }

  /**
   * Returns as soon as there is room for it.
   *
   * @param offset where it begins in the target's stream
   * @param sourceEnd where it ends there
   */
  void output(int step, OutputStreamName stream, long offset, byte[] bytes, long sourceEnd)
      throws LeaseLostException, InterruptedException {
    boolean bulk;
    lock.lockInterruptibly();
    try {
      while (!closed && buffered > 0 && buffered + bytes.length > MAX_BUFFERED) {
        changed.await();
      }
      checkOpen();
      buffered += bytes.length;
      bulk = buffered >= BULK;
      if (!(waiting.peekLast() instanceof OutputEntry last
          && last.merge(step, stream, offset, bytes, sourceEnd))) {
        waiting.addLast(new OutputEntry(lease, step, stream, offset, bytes, sourceEnd));
        added++;
      }
    } finally {
      lock.unlock();
    }
    onNews.came(bulk);
  }

  /** Returns at once; stored with whatever comes next. */
  void stepFinished(int step, Integer exitCode, String note) throws LeaseLostException {
    add(
        false,
        number ->
            new TaskReport.StepFinished(
                lease.taskId(), lease.fence(), number, step, exitCode, note));
  }

  /** Returns when it is stored. */
  void finished(Outcome outcome) throws LeaseLostException, InterruptedException {
    awaitStored(
        add(
            true,
            number ->
                new TaskReport.Finished(
                    lease.taskId(),
                    lease.fence(),
                    number,
                    outcome.state(),
                    outcome.exitCode(),
                    outcome.error(),
                    outcome.cancel())));
  }

  /** Returns when it is stored: somebody else may have the task by then. */
  void released() throws LeaseLostException, InterruptedException {
    awaitStored(
        add(true, number -> new TaskReport.Released(lease.taskId(), lease.fence(), number)));
  }

  /** Drops what waits, and lets everybody who waits go with an exception. */
  void close() {
    lock.lock();
    try {
      closed = true;
      waiting.clear();
      underWay.clear();
      buffered = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private long add(boolean awaited, LongFunction<TaskReport> report) throws LeaseLostException {
    long mine;
    lock.lock();
    try {
      checkOpen();
      waiting.addLast(new PlainEntry(report));
      mine = ++added;
    } finally {
      lock.unlock();
    }
    onNews.came(awaited);
    return mine;
  }

  private void awaitStored(long entry) throws LeaseLostException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && stored < entry) {
        changed.await();
      }
      checkOpen();
    } finally {
      lock.unlock();
    }
  }

  private void checkOpen() throws LeaseLostException {
    if (closed) {
      throw new LeaseLostException();
    }
  }

  /**
   * Takes reports for a batch; the ones taken before are stored by now.
   *
   * @param room in bytes; at least one report is taken even if it is larger
   */
  List<TaskReport> take(int room, int most) {
    lock.lock();
    try {
      List<TaskReport> taken = new ArrayList<>();
      int left = room;
      while (underWay.size() < most
          && !waiting.isEmpty()
          && (taken.isEmpty() || waiting.peekFirst().bytes() <= left)) {
        Entry entry = waiting.pollFirst();
        left -= entry.bytes();
        underWay.add(entry);
        taken.add(entry.report(nextNumber++));
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** The reports that were taken are stored. */
  void stored() {
    lock.lock();
    try {
      stored += underWay.size();
      underWay.forEach(entry -> buffered -= entry.bytes());
      underWay.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean hasWaiting() {
    lock.lock();
    try {
      return !waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Something to report; gets its number when it goes into a batch. */
  private sealed interface Entry {
    TaskReport report(long number);

    int bytes();
  }

  private record PlainEntry(LongFunction<TaskReport> make) implements Entry {
    @Override
    public TaskReport report(long number) {
      return make.apply(number);
    }

    @Override
    public int bytes() {
      return 0;
    }
  }

  private static final class OutputEntry implements Entry {
    private static final int MOST = 64 * 1024;

    private final TaskLease lease;
    private final int step;
    private final OutputStreamName stream;
    private final long offset;
    private final List<byte[]> parts = new ArrayList<>();
    private int length;
    private long sourceEnd;

    OutputEntry(
        TaskLease lease,
        int step,
        OutputStreamName stream,
        long offset,
        byte[] bytes,
        long sourceEnd) {
      this.lease = lease;
      this.step = step;
      this.stream = stream;
      this.offset = offset;
      parts.add(bytes);
      length = bytes.length;
      this.sourceEnd = sourceEnd;
    }

    boolean merge(
        int otherStep, OutputStreamName otherStream, long otherOffset, byte[] bytes, long end) {
      if (otherStep != step
          || otherStream != stream
          || otherOffset != sourceEnd
          || length + bytes.length > MOST) {
        return false;
      }
      parts.add(bytes);
      length += bytes.length;
      sourceEnd = end;
      return true;
    }

    @Override
    public int bytes() {
      return length;
    }

    @Override
    public TaskReport report(long number) {
      byte[] data = new byte[length];
      int at = 0;
      for (byte[] part : parts) {
        System.arraycopy(part, 0, data, at, part.length);
        at += part.length;
      }
      return new TaskReport.Output(
          lease.taskId(), lease.fence(), number, step, stream, offset, data, sourceEnd);
    }
  }
}
