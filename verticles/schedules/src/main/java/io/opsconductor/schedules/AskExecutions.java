package io.opsconductor.schedules;

import io.opsconductor.contracts.ErrorCategory;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.DueExecution;
import io.opsconductor.contracts.executions.DueOutcome;
import io.opsconductor.contracts.executions.ExecutionTrigger;
import io.opsconductor.contracts.schedules.FireReason;
import io.opsconductor.contracts.schedules.FireState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks executions for due times of one identity, and says what the answers mean. */
final class AskExecutions {
  private static final Logger LOG = LoggerFactory.getLogger(AskExecutions.class);

  private final Executions executions;

  AskExecutions(Executions executions) {
    this.executions = executions;
  }

  /**
   * What became of each. Never fails: what nobody knows is asked again.
   *
   * @param nanos what the monotonic clock of this node shows
   */
  Answers about(List<Starting> fires, long nanos) {
    Answers answers = new Answers();
    try {
      List<Starting> unknown = lookedFor(fires, answers);
      List<Starting> toStart = new ArrayList<>();
      for (Starting fire : unknown) {
        if (fire.run() == null) {
          String detail = "what is to be run was written by another release, and cannot be read";
          answers.endWithout(Ended.without(fire, FireState.FAILED, FireReason.REFUSED, detail));
        } else if (fire.isOver(nanos)) {
          answers.endWithout(missed(fire));
        } else {
          toStart.add(fire);
        }
      }
      start(toStart, answers);
    } catch (OpsException e) {
      LOG.atWarn()
          .addKeyValue("errorCode", e.code())
          .log("Due times cannot be started now; they are tried again");
      postponeRest(fires, answers, e.getMessage());
    }
    return answers;
  }

  private static void postponeRest(List<Starting> fires, Answers answers, String detail) {
    Set<ExecutionTrigger> answered = new HashSet<>();
    answers.ended().forEach(end -> answered.add(end.fire().key()));
    answers.postponed().forEach(later -> answered.add(later.fire().key()));
    fires.stream()
        .filter(fire -> !answered.contains(fire.key()))
        .forEach(fire -> answers.postpone(Postponed.later(fire, false, detail)));
  }

  /** Those that are no executions; whoever asked before may have made some. */
  private List<Starting> lookedFor(List<Starting> fires, Answers answers) {
    List<Starting> askedBefore = fires.stream().filter(fire -> fire.tries() > 0).toList();
    if (askedBefore.isEmpty()) {
      return fires;
    }
    Map<ExecutionTrigger, DueExecution> known = new HashMap<>();
    for (DueExecution one : executions.find(askedBefore.stream().map(Starting::key).toList())) {
      known.put(new ExecutionTrigger(one.scheduleId(), one.dueAt()), one);
    }
    List<Starting> unknown = new ArrayList<>();
    for (Starting fire : fires) {
      DueExecution made = known.get(fire.key());
      if (made == null) {
        unknown.add(fire);
      } else {
        answers.end(Ended.fired(fire, made.executionId(), made.startedAt()));
      }
    }
    return unknown;
  }

  private static Ended missed(Starting fire) {
    String why = "it could not be started before its deadline";
    return Ended.without(
        fire,
        FireState.MISSED,
        FireReason.DEADLINE,
        fire.lastAnswer() == null ? why : why + ": " + fire.lastAnswer());
  }

  private void start(List<Starting> fires, Answers answers) {
    if (fires.isEmpty()) {
      return;
    }
    RunOrder first = fires.getFirst().run();
    try {
      List<DueOutcome> outcomes =
          executions.start(first.runAs(), fires.stream().map(Starting::asked).toList());
      for (int i = 0; i < fires.size(); i++) {
        answered(fires.get(i), outcomes.get(i), answers);
      }
    } catch (Executions.IdentityGone e) {
      String why = "it runs as %s: %s".formatted(first.runAsName(), e.detail());
      fires.forEach(fire -> answers.endWithout(Ended.stopping(fire, FireReason.IDENTITY, why)));
    } catch (OpsException e) {
      if (e.category() != ErrorCategory.FORBIDDEN) {
        throw e;
      }
      // Whom it runs as may start nothing at all any more.
      String why = "it runs as %s: %s".formatted(first.runAsName(), e.getMessage());
      fires.forEach(fire -> answers.endWithout(Ended.stopping(fire, FireReason.REFUSED, why)));
    }
  }

  private static void answered(Starting fire, DueOutcome outcome, Answers answers) {
    switch (outcome.result()) {
      case STARTED -> answers.end(Ended.fired(fire, outcome.executionId(), outcome.startedAt()));
      case OVERLAPS ->
          answers.endWithout(
              Ended.without(
                  fire,
                  FireState.SKIPPED,
                  FireReason.OVERLAP,
                  "the run %s was in its way".formatted(outcome.executionId())));
      case WAITS ->
          answers.postpone(
              Postponed.later(
                  fire,
                  fire.surelyNone(),
                  "waits for the run %s".formatted(outcome.executionId())));
      case REFUSED -> refused(fire, outcome, answers);
    }
  }

  private static void refused(Starting fire, DueOutcome outcome, Answers answers) {
    // As many executions as there may be at once: that passes.
    boolean full = ErrorCode.LIMIT_REACHED.wireName().equals(outcome.code());
    if (full || Boolean.TRUE.equals(outcome.retryable())) {
      answers.postpone(Postponed.later(fire, fire.surelyNone(), outcome.detail()));
    } else if (ErrorCode.NOT_FOUND.wireName().equals(outcome.code())) {
      answers.endWithout(Ended.stopping(fire, FireReason.REFUSED, outcome.detail()));
    } else {
      answers.endWithout(
          Ended.without(fire, FireState.FAILED, FireReason.REFUSED, outcome.detail()));
    }
  }
}
