package io.opsconductor.testkit.history;

import io.opsconductor.testkit.history.History.AttemptRow;
import io.opsconductor.testkit.history.History.TaskRow;
import io.opsconductor.testkit.history.LedgerMark.Event;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How a task is said to have ended, beside what its commands wrote down.
 *
 * @param here marks of this run on the task's target
 */
record Outcome(
    RequestedRun request, TaskRow task, List<AttemptRow> attempts, List<LedgerMark> here) {

  private static final Set<String> UNSTARTED = Set.of("unreachable", "skipped");

  boolean isTrue() {
    return taskAgrees() && attempts.stream().allMatch(this::agrees);
  }

  private boolean taskAgrees() {
    return switch (task.state()) {
      case "succeeded" -> succeeded();
      case "failed" -> task.exitCode().map(this::failed).orElseGet(this::mayNotHaveBegun);
      case "unreachable", "skipped" -> mayNotHaveBegun();
      case "cancelled" -> request.cancelAsked();
      case "lost" -> !request.retriesLoss();
      default -> true;
    };
  }

  /** What has several steps or attempts may have begun with one and not with the next. */
  private boolean mayNotHaveBegun() {
    return request.steps().size() > 1
        || request.failsFirst()
        || request.retriesLoss()
        || here.stream().noneMatch(LedgerMark::isStart);
  }

  private boolean succeeded() {
    return task.exitCode().filter(code -> code == 0).isPresent()
        && IntStream.range(0, request.steps().size())
            .allMatch(step -> request.steps().get(step).exitCode() == 0 && ended(step, 0));
  }

  private boolean failed(int code) {
    return code != 0
        && IntStream.range(0, request.steps().size())
            .anyMatch(step -> exitCodes(step).contains(code) && ended(step, code));
  }

  /** Whether an attempt of a step with that exit code is stored, and its command says it too. */
  private boolean ended(int step, int code) {
    return attempts.stream()
        .filter(attempt -> attempt.step() == step)
        .filter(attempt -> attempt.exitCode().filter(given -> given == code).isPresent())
        .anyMatch(attempt -> hasEnd(marksOf(attempt)));
  }

  /** With an exit code of its command it ran to its end, and an unreachable one never began. */
  private boolean agrees(AttemptRow attempt) {
    List<LedgerMark> own = marksOf(attempt);
    boolean exited = attempt.exitCode().filter(exitCodes(attempt.step())::contains).isPresent();
    boolean unstarted = attempt.state().filter(UNSTARTED::contains).isPresent();
    return (!exited || hasEnd(own)) && (!unstarted || own.isEmpty());
  }

  private Set<Integer> exitCodes(int step) {
    LedgerWork work = request.steps().get(step);
    return work.failFirst()
        ? Set.of(work.exitCode(), LedgerWork.FIRST_FAILURE)
        : Set.of(work.exitCode());
  }

  private List<LedgerMark> marksOf(AttemptRow attempt) {
    return here.stream()
        .filter(mark -> mark.attempt().filter(attempt.name()::equals).isPresent())
        .toList();
  }

  private static boolean hasEnd(List<LedgerMark> marks) {
    return marks.stream().anyMatch(mark -> mark.event() == Event.END);
  }
}
