package io.opsconductor.testkit.history;

import io.opsconductor.testkit.history.History.AttemptRow;
import io.opsconductor.testkit.history.History.ExecutionRow;
import io.opsconductor.testkit.history.History.StoredOutput;
import io.opsconductor.testkit.history.History.TaskRow;
import io.opsconductor.testkit.history.Violation.Promise;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Compares, once everything has come to rest, what clients asked for, what really happened on the
 * targets, what is stored and what is shown. Its promises are those of {@link Promise}, and no
 * others.
 */
public final class HistoryChecker {

  /** The output of a task as a user gets it. */
  public interface ShownOutput {
    /**
     * All of the latest attempt of each step, in their order.
     *
     * @param stream {@code stdout} or {@code stderr}
     */
    byte[] read(UUID executionId, UUID taskId, String stream);
  }

  private final List<RequestedRun> requests;
  private final Map<String, RequestedRun> byRun;
  private final Map<String, List<LedgerMark>> marks;
  private final UnaryOperator<String> addressOf;
  private final ShownOutput shown;
  private final List<Violation> violations = new ArrayList<>();
  private long outputBytes;

  /**
   * @param addressOf the address that a target's commands see, from the one that it is registered
   *     under
   */
  public HistoryChecker(
      List<RequestedRun> requests,
      List<LedgerMark> marks,
      UnaryOperator<String> addressOf,
      ShownOutput shown) {
    this.requests = List.copyOf(requests);
    this.byRun = requests.stream().collect(Collectors.toMap(RequestedRun::run, request -> request));
    this.marks =
        marks.stream().collect(Collectors.groupingBy(mark -> place(mark.run(), mark.target())));
    this.addressOf = addressOf;
    this.shown = shown;
  }

  private static String place(String run, String address) {
    return run + " on " + address;
  }

  /** Looks at everything. */
  public Verdict check(History history) throws SQLException {
    List<ExecutionRow> executions = history.executions();
    List<TaskRow> tasks = history.tasks();
    Map<UUID, List<AttemptRow>> attempts =
        history.attempts().stream().collect(Collectors.groupingBy(AttemptRow::taskId));
    Map<UUID, String> runs =
        executions.stream().collect(Collectors.toMap(ExecutionRow::id, ExecutionRow::run));
    checkRequests(executions);
    executions.forEach(this::checkExecution);
    for (TaskRow task : tasks) {
      RequestedRun request = byRun.get(runs.get(task.executionId()));
      if (request != null) {
        checkTask(history, request, task, attempts.getOrDefault(task.id(), List.of()));
      }
    }
    checkStartsHaveTasks(tasks, runs);
    return new Verdict(
        executions.size(),
        tasks.stream().collect(Collectors.groupingBy(TaskRow::state, Collectors.counting())),
        marks.values().stream().flatMap(List::stream).filter(LedgerMark::isStart).count(),
        outputBytes,
        violations);
  }

  private void broken(Promise promise, String detail) {
    violations.add(new Violation(promise, detail));
  }

  private void checkRequests(List<ExecutionRow> executions) {
    Map<String, List<ExecutionRow>> found =
        executions.stream().collect(Collectors.groupingBy(ExecutionRow::run));
    for (RequestedRun request : requests) {
      List<UUID> ids =
          found.getOrDefault(request.run(), List.of()).stream().map(ExecutionRow::id).toList();
      boolean asAnswered = request.executionId().map(ids::contains).orElse(true);
      if (ids.size() > 1 || !asAnswered) {
        broken(
            Promise.ONE_EXECUTION_A_REQUEST,
            "%s was answered with %s and is %s"
                .formatted(request.run(), request.executionId(), ids));
      }
    }
  }

  private void checkExecution(ExecutionRow execution) {
    if (!execution.isFinal()
        || execution.ends() != 1
        || execution.unfinished() != 0
        || execution.tasks() != execution.total()) {
      broken(Promise.ONE_FINAL_STATE, "%s".formatted(execution));
    }
    if (execution.entries() != execution.lastSeq()
        || execution.highestSeq() != execution.lastSeq()) {
      broken(Promise.NO_GAP_IN_SEQ, "%s".formatted(execution));
    }
  }

  private void checkTask(
      History history, RequestedRun request, TaskRow task, List<AttemptRow> attempts)
      throws SQLException {
    if (!task.isFinal() || task.ends() != 1) {
      broken(Promise.ONE_FINAL_STATE, "%s".formatted(task));
    }
    if (task.overdue() && !task.isFinal()) {
      broken(Promise.NO_STUCK_LEASE, "%s".formatted(task));
    }
    for (AttemptRow attempt : attempts) {
      if (task.isFinal() && !attempt.hasOutcome()) {
        broken(Promise.ONE_OUTCOME_AN_ATTEMPT, "%s of %s".formatted(attempt, task));
      }
    }
    List<LedgerMark> here =
        marks.getOrDefault(place(request.run(), addressOf.apply(task.host())), List.of());
    checkStarts(request, task, attempts, here);
    checkOutcome(request, task, attempts, here);
    checkOutput(history, request, task, attempts);
  }

  private void checkStarts(
      RequestedRun request, TaskRow task, List<AttemptRow> attempts, List<LedgerMark> here) {
    Map<String, AttemptRow> stored =
        attempts.stream().collect(Collectors.toMap(AttemptRow::name, attempt -> attempt));
    Set<String> started = new HashSet<>();
    for (LedgerMark mark : here) {
      Optional<AttemptRow> attempt = mark.attempt().map(stored::get);
      boolean known = attempt.filter(row -> row.step() == mark.step()).isPresent();
      boolean again = mark.isStart() && !started.add(mark.attempt().orElse(""));
      if (!known || again) {
        broken(
            Promise.ONE_START_AN_ATTEMPT,
            "%s of %s: %s, %s; stored are %s"
                .formatted(
                    request.run(),
                    task,
                    mark,
                    known ? "a second start" : "of no attempt that is stored",
                    stored.keySet()));
      }
    }
  }

  private void checkOutcome(
      RequestedRun request, TaskRow task, List<AttemptRow> attempts, List<LedgerMark> here) {
    if (!new Outcome(request, task, attempts, here).isTrue()) {
      broken(
          Promise.OUTCOMES_ARE_TRUE,
          "%s of %s with %s: the ledger has %s".formatted(request.run(), task, attempts, here));
    }
  }

  private void checkOutput(
      History history, RequestedRun request, TaskRow task, List<AttemptRow> attempts)
      throws SQLException {
    Map<Integer, StoredOutput> latest = new TreeMap<>();
    for (AttemptRow attempt : attempts) {
      StoredOutput stored = history.output(task, attempt);
      stored
          .stray()
          .ifPresent(words -> broken(Promise.OUTPUT_IS_EXACT, "%s: %s".formatted(attempt, words)));
      LedgerWork work = request.steps().get(attempt.step());
      boolean ran = attempt.exitCode().isPresent();
      boolean first =
          work.failFirst()
              && attempt.exitCode().filter(code -> code == LedgerWork.FIRST_FAILURE).isPresent();
      byte[] stdout = first ? new byte[0] : work.stdout(request.run());
      byte[] stderr = first ? new byte[0] : work.stderr();
      compare(attempt, task, "stdout", stored.stdout(), stdout, ran);
      compare(attempt, task, "stderr", stored.stderr(), stderr, ran);
      latest.put(attempt.step(), stored);
    }
    if (!latest.isEmpty()) {
      compareShown(task, "stdout", joined(latest, StoredOutput::stdout));
      compareShown(task, "stderr", joined(latest, StoredOutput::stderr));
    }
  }

  private static byte[] joined(
      Map<Integer, StoredOutput> steps, Function<StoredOutput, byte[]> stream) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    steps.values().forEach(step -> bytes.writeBytes(stream.apply(step)));
    return bytes.toByteArray();
  }

  /** What did not run to its end may have printed any beginning. */
  private void compare(
      AttemptRow attempt, TaskRow task, String stream, byte[] got, byte[] printed, boolean whole) {
    outputBytes += got.length;
    firstDifference(got, printed, whole)
        .ifPresent(
            at ->
                broken(
                    Promise.OUTPUT_IS_EXACT,
                    "%s of %s, %s: %d of %d bytes, wrong from %d"
                        .formatted(attempt, task, stream, got.length, printed.length, at)));
  }

  private void compareShown(TaskRow task, String stream, byte[] stored) {
    byte[] got = shown.read(task.executionId(), task.id(), stream);
    firstDifference(got, stored, true)
        .ifPresent(
            at ->
                broken(
                    Promise.OUTPUT_IS_EXACT,
                    "%s, %s as shown: %d of %d bytes, wrong from %d"
                        .formatted(task, stream, got.length, stored.length, at)));
  }

  private static Optional<Integer> firstDifference(byte[] got, byte[] expected, boolean whole) {
    int at = Arrays.mismatch(got, expected);
    boolean beginning = at == got.length && !whole;
    return at < 0 || beginning ? Optional.empty() : Optional.of(at);
  }

  /** A start that no task accounts for would be a command that ran behind the product's back. */
  private void checkStartsHaveTasks(List<TaskRow> tasks, Map<UUID, String> runs) {
    List<String> known =
        tasks.stream()
            .map(task -> place(runs.get(task.executionId()), addressOf.apply(task.host())))
            .sorted()
            .toList();
    marks.keySet().stream()
        .filter(place -> Collections.binarySearch(known, place) < 0)
        .forEach(place -> broken(Promise.ONE_START_AN_ATTEMPT, "%s has no task".formatted(place)));
  }
}
