package io.opsconductor.executions;

import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes executions with their tasks, first log entries and events, however many in the same few
 * statements. All that begins begins here.
 */
final class MakeExecutions {
  private final NewExecutionStore executions = new NewExecutionStore();
  private final TaskStore tasks;
  private final LogStore log;
  private final Outbox outbox;
  private final Announcements announcements;

  MakeExecutions(TaskStore tasks, LogStore log, Outbox outbox, Announcements announcements) {
    this.tasks = tasks;
    this.log = log;
    this.outbox = outbox;
    this.announcements = announcements;
  }

  /**
   * Makes those that nothing is in the way of.
   *
   * @param wanted runs of schedules in the order of schedules and due times, so that of two
   *     requests for the same ones none waits for what the other is to make
   * @return when each that was made was made, by its id
   */
  Map<UUID, Instant> make(Tx tx, Call call, List<NewExecution> wanted) {
    Map<UUID, Instant> made = executions.insert(tx, wanted, call.user());
    List<NewExecution> rows = wanted.stream().filter(one -> made.containsKey(one.id())).toList();
    if (rows.isEmpty()) {
      return made;
    }
    UUID organizationId = call.organizationId();
    tasks.insert(tx, organizationId, rows);
    List<Execution> first =
        rows.stream().map(row -> Execution.created(row, organizationId)).toList();
    log.append(tx, first);
    Map<UUID, Map<String, Object>> told = new LinkedHashMap<>();
    rows.forEach(row -> told.put(row.id(), told(row)));
    outbox.addAll(tx, call, "execution.started", "execution", told);
    tx.afterCommit(
        () -> {
          // Who makes many does not tell of each: nobody can be watching them yet.
          if (first.size() == 1) {
            announcements.logAppended(first.getFirst().id(), first.getFirst().lastSeq());
          }
          announcements.workAvailable();
        });
    return made;
  }

  private static Map<String, Object> told(NewExecution execution) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", execution.name());
    data.put("targets", execution.targets().size());
    if (execution.jobId() != null) {
      data.put("jobId", execution.jobId());
      data.put("jobVersion", execution.jobVersion());
    }
    if (execution.rerunOf() != null) {
      data.put("rerunOf", execution.rerunOf());
    }
    if (execution.due() != null) {
      data.put("scheduleId", execution.due().scheduleId());
      data.put("dueAt", execution.due().dueAt());
    }
    return data;
  }
}
