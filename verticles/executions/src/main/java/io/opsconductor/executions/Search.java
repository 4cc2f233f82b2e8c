package io.opsconductor.executions;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.OutputHits;
import io.opsconductor.contracts.executions.SearchOutput;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Searches the stored output. What takes processor time happens on one thread for the whole node,
 * so that neither the other operations nor the machine wait for it.
 */
final class Search {
  private static final int MAX_AT_ONCE = 8;

  private final Db db;
  private final TaskStore tasks;
  private final LogStore log;
  private final SearchStore store = new SearchStore();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          30,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("executions-search").factory());

  Search(Db db, TaskStore tasks, LogStore log) {
    this.db = db;
    this.tasks = tasks;
    this.log = log;
    thread.allowCoreThreadTimeOut(true);
  }

  OutputHits handle(SearchOutput request, Call call) {
    SearchPosition begin = SearchPosition.of(request.page().cursor());
    LinePattern pattern = LinePattern.of(request);
    SearchStore.Of of = new SearchStore.Of(request.executionId(), call.organizationId());
    requireLogAndTarget(of, request.target());
    if (atOnce.incrementAndGet() > MAX_AT_ONCE) {
      atOnce.decrementAndGet();
      throw new OpsException(ErrorCode.BUSY, "Too many search at once; try again");
    }
    try {
      SearchRun run = new SearchRun(pattern, request.context(), request.page().limit());
      return new SearchWalk(db, store, of, request, begin, run, thread).go();
    } finally {
      atOnce.decrementAndGet();
    }
  }

  private void requireLogAndTarget(SearchStore.Of of, String target) {
    if (log.lastSeq(db, of.executionId(), of.organizationId()).isEmpty()) {
      throw ExecutionStore.unknown(of.executionId());
    }
    tasks.requireTarget(db, of.executionId(), of.organizationId(), target);
  }
}
