package io.opsconductor.executions;

import io.opsconductor.contracts.executions.AttemptState;
import io.opsconductor.contracts.executions.CancelOutcome;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.ResolveAs;
import io.opsconductor.contracts.executions.TaskError;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.jobs.LostPolicy;
import java.time.Duration;
import java.util.List;

/**
 * What becomes of a task whose attempt ended, whose worker fell silent, or about which a person
 * decided. After an attempt whose outcome nobody knows another is made only where its step says so
 * or a person asks for it.
 */
final class AfterAttempt {
  private static final TaskError SILENT =
      lost(
          "The worker fell silent after it began to send the command; nobody can know whether or"
              + " how it ended");
  private static final TaskError NOT_ADOPTED =
      lost(
          "No worker could attach to the command again in time; nobody can know whether or how it"
              + " ended");

  /**
   * So many workers in a row may die with a command that they took over. Without a bound one that
   * kills whoever attaches to it would go round for ever.
   */
  static final int MAX_FRUITLESS_ADOPTIONS = 10;

  private AfterAttempt() {}

  /** How an attempt ended, as its worker says. */
  record End(TaskState state, Integer exitCode, TaskError error, CancelOutcome cancel) {}

  /** The worker says how its task ended. */
  static void finished(Execution execution, Task task, End said) {
    End end = cutOff(task, said) ? cutOff(said) : said;
    endAttempt(task, end);
    if (end.state() == TaskState.LOST) {
      unknown(execution, task, end.error(), end.exitCode());
    } else if (retries(execution, task, end)) {
      execution.retry(task, pause(task, policy(execution, task)));
    } else {
      execution.end(task, end.state(), end.exitCode(), end.error(), end.cancel());
    }
  }

  /**
   * That a target is out of reach says nothing of a command that it confirmed to have started,
   * unless the worker said before that the step is over: then it knows that the command never ran.
   */
  private static boolean cutOff(Task task, End end) {
    boolean unreachable =
        end.state() == TaskState.UNREACHABLE
            || (end.error() != null && end.error().category() == ErrorClass.CONNECTION);
    return unreachable
        && task.current()
            .filter(one -> one.state() == AttemptState.STARTED && !one.finished())
            .isPresent();
  }

  private static End cutOff(End end) {
    String why = end.error() == null ? "the target is out of reach" : end.error().message();
    return new End(TaskState.LOST, end.exitCode(), lost(why), null);
  }

  /** Nobody has the task: its holder fell silent or let go, or none came to a task without one. */
  static void lapsed(Execution execution, Task task) {
    switch (task.phase().orElseThrow()) {
      case CLAIMED -> goOn(execution, task);
      case DISPATCHED -> interrupted(execution, task);
      case ORPHANED -> abandoned(execution, task, NOT_ADOPTED);
    }
  }

  /** Nobody will attach to the command again. */
  static void abandoned(Execution execution, Task task, TaskError why) {
    endAttempt(task, new End(TaskState.LOST, null, why, null));
    execution.end(task, TaskState.LOST, null, why, null);
  }

  static TaskError lost(String why) {
    return new TaskError(ErrorClass.LOST, why);
  }

  /** A person says what became of the step of a task that waits. */
  static void resolved(Execution execution, Task task, ResolveAs as, String person) {
    task.addNote("%s decided: %s".formatted(person, as.wireName()));
    switch (as) {
      case SUCCEEDED -> {
        task.goOnWith(task.step() + 1);
        goOn(execution, task);
      }
      case FAILED ->
          execution.end(
              task,
              TaskState.FAILED,
              null,
              new TaskError(
                  ErrorClass.COMMAND,
                  "Nobody could know how the command ended; %s says that it failed"
                      .formatted(person)),
              null);
      case RETRY -> execution.restart(task);
    }
  }

  /** The step that comes next can be started, if there is one. */
  private static void goOn(Execution execution, Task task) {
    if (task.step() > 0 && task.step() >= execution.policies().size()) {
      execution.end(task, TaskState.SUCCEEDED, null, null, null);
    } else if (execution.endReason().isPresent()) {
      execution.stopUnstarted(task);
    } else {
      execution.requeue(task);
    }
  }

  private static void interrupted(Execution execution, Task task) {
    StepAttempt attempt = task.current().orElse(null);
    if (attempt == null) {
      goOn(execution, task);
    } else if (attempt.state().terminal()) {
      // its step had failed, only the last word is missing
      finished(
          execution, task, new End(TaskState.FAILED, attempt.exitCode(), attempt.error(), null));
    } else if (task.fruitlessAdoptions() >= MAX_FRUITLESS_ADOPTIONS) {
      abandoned(execution, task, worn(task));
    } else if (attempt.reattachable() && policy(execution, task).onLost() == LostPolicy.REATTACH) {
      execution.orphan(task, policy(execution, task).orphanTime());
    } else {
      finished(execution, task, new End(TaskState.LOST, null, SILENT, null));
    }
  }

  private static TaskError worn(Task task) {
    return lost(
        "%d workers took the command over, one after the other, and died before they could tell anything new; nobody can know whether or how it ended"
            .formatted(task.fruitlessAdoptions()));
  }

  /** Nobody knows how the attempt ended. */
  private static void unknown(Execution execution, Task task, TaskError error, Integer exitCode) {
    StepPolicy policy = policy(execution, task);
    boolean goesOn = execution.endReason().isEmpty();
    if (goesOn && policy.onLost() == LostPolicy.ASK) {
      execution.ask(task, error);
    } else if (goesOn && policy.retriesLoss(task.tries() + 1)) {
      execution.retry(task, pause(task, policy));
    } else {
      execution.end(task, TaskState.LOST, exitCode, error, null);
    }
  }

  private static boolean retries(Execution execution, Task task, End end) {
    boolean failed =
        switch (end.state()) {
          case FAILED, UNREACHABLE, TIMED_OUT -> end.error() != null;
          case SUCCEEDED, CANCELLED, LOST, SKIPPED, PENDING, RUNNING, WAITING -> false;
        };
    return failed
        && execution.endReason().isEmpty()
        && policy(execution, task).retries(end.error().category(), task.tries() + 1);
  }

  private static Duration pause(Task task, StepPolicy policy) {
    return RetryPause.after(policy.retry(), task.id(), task.tries() + 1);
  }

  private static StepPolicy policy(Execution execution, Task task) {
    List<StepPolicy> policies = execution.policies();
    return policies.get(Math.min(task.step(), policies.size() - 1));
  }

  /** Says on the attempt itself how it ended. */
  private static void endAttempt(Task task, End end) {
    StepAttempt attempt = task.current().orElse(null);
    if (attempt == null) {
      unstarted(task, end);
    } else if (!attempt.state().terminal()) {
      attempt.end(attemptState(end.state()), end.error());
    } else if (end.error() != null && attempt.state() == AttemptState.FAILED) {
      attempt.explain(end.error());
    }
  }

  private static void unstarted(Task task, End end) {
    switch (end.state()) {
      case FAILED, UNREACHABLE, TIMED_OUT, LOST -> task.unstartedAttempt().explain(end.error());
      case SUCCEEDED, CANCELLED, SKIPPED, PENDING, RUNNING, WAITING -> {}
    }
  }

  private static AttemptState attemptState(TaskState last) {
    return switch (last) {
      case SUCCEEDED -> AttemptState.SUCCEEDED;
      case FAILED -> AttemptState.FAILED;
      case UNREACHABLE -> AttemptState.UNREACHABLE;
      case TIMED_OUT -> AttemptState.TIMED_OUT;
      case CANCELLED -> AttemptState.CANCELLED;
      case LOST -> AttemptState.LOST;
      case SKIPPED, PENDING, RUNNING, WAITING ->
          throw new IllegalStateException("An attempt cannot end as " + last);
    };
  }
}
