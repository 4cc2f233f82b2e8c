package io.opsconductor.workers;

import io.opsconductor.contracts.executions.Adoption;
import io.opsconductor.contracts.executions.AttemptMode;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.jobs.LostPolicy;
import io.opsconductor.contracts.jobs.StepSpec;
import io.opsconductor.platform.fault.FaultPoint;
import io.opsconductor.workers.masking.SecretMask;
import io.opsconductor.workers.ssh.Attempt;
import io.opsconductor.workers.ssh.AttemptRun;
import io.opsconductor.workers.ssh.AttemptRun.Position;
import io.opsconductor.workers.ssh.Probe;
import io.opsconductor.workers.ssh.Reconnect;
import io.opsconductor.workers.ssh.Shell;
import io.opsconductor.workers.ssh.SshConnectException;
import io.opsconductor.workers.ssh.SshConnection;
import io.opsconductor.workers.ssh.StepProgram;
import io.opsconductor.workers.ssh.StepResult;
import io.opsconductor.workers.ssh.StepRun;
import io.opsconductor.workers.ssh.TargetTraits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs the steps of one task and reports them. A command is left to itself on its target and
 * watched, so that any worker can take over; where the target or the step does not allow that, it
 * hangs on its connection.
 */
final class StepRunner {

  private static final Duration PROBE = Duration.ofSeconds(10);
  private static final Duration AT_LEAST = Duration.ofSeconds(1);
  private static final String LEFT_OPEN =
      "a process left behind kept the output open; what it prints later is not in the output";

  private final ClaimedTask task;
  private final TaskJournal journal;
  private final TaskConnections connections;
  private final TaskRun owner;
  private final List<String> finished = new ArrayList<>();
  private Integer lastExitCode;

  StepRunner(ClaimedTask task, TaskJournal journal, TaskConnections connections, TaskRun owner) {
    this.task = task;
    this.journal = journal;
    this.connections = connections;
    this.owner = owner;
  }

  /** Of the last step that gave one, null before. */
  Integer lastExitCode() {
    return lastExitCode;
  }

  /** Attempts of which nothing on the target is needed any more. */
  List<String> finished() {
    return List.copyOf(finished);
  }

  /** Whether it can begin in the shell that an attempt before it was started in. */
  static boolean goesOnInShell(StepSpec spec) {
    return spec.onLost() == LostPolicy.REATTACH;
  }

  /** Runs a step from its beginning. */
  StepEnd begin(int index, StepSpec spec, Shell shell)
      throws SshConnectException, LeaseLostException, InterruptedException {
    TargetTraits traits = Probe.of(shell, PROBE);
    Optional<String> unfit = goesOnInShell(spec) ? traits.unfit() : Optional.of("onLost says so");
    return unfit.isEmpty()
        ? attempt(index, spec, shell, traits)
        : direct(index, spec, shell, traits, unfit.get());
  }

  private StepEnd attempt(int index, StepSpec spec, Shell shell, TargetTraits traits)
      throws LeaseLostException, InterruptedException {
    StepOutput output = output(index, () -> shell.connection().mask());
    AttemptRun run =
        new AttemptRun(
            attemptOf(index, spec),
            traits.bootId(),
            Position.NOTHING,
            output,
            () -> started(index),
            patience(spec));
    if (index + 1 < task.steps().size()) {
      run.keepShell();
    }
    owner.begin(run);
    journal.dispatched(index, AttemptMode.REATTACH, traits.bootId().orElse(null), null);
    FaultPoint.WORKERS_DISPATCHED.pass();
    owner.checkLease();
    StepResult result = run.run(shell, Duration.ofSeconds(spec.timeoutSeconds()), reconnect());
    return concludeAttempt(index, spec, run, output, result);
  }

  /** Goes on with a step that was dispatched under an earlier lease. */
  StepEnd adopt(int index, StepSpec spec, boolean cancel)
      throws LeaseLostException, InterruptedException {
    Adoption adopt = task.adopt();
    AttemptRun[] run = new AttemptRun[1];
    StepOutput output =
        output(index, () -> run[0].connection().map(SshConnection::mask).orElse(SecretMask.NONE));
    run[0] =
        new AttemptRun(
            attemptOf(index, spec),
            Optional.ofNullable(adopt.bootId()),
            new Position(adopt.started(), adopt.stdout(), adopt.stderr()),
            output,
            () -> started(index),
            patience(spec));
    FaultPoint.WORKERS_ADOPTING.pass();
    owner.begin(run[0]);
    if (cancel) {
      run[0].cancel();
    }
    Duration left =
        Duration.ofSeconds(spec.timeoutSeconds()).minusMillis(Math.max(0, adopt.elapsedMs()));
    StepResult result =
        run[0].run(null, left.compareTo(AT_LEAST) < 0 ? AT_LEAST : left, reconnect());
    return concludeAttempt(index, spec, run[0], output, result);
  }

  private StepEnd direct(int index, StepSpec spec, Shell shell, TargetTraits traits, String because)
      throws LeaseLostException, InterruptedException {
    StepOutput output = output(index, () -> shell.connection().mask());
    StepProgram program =
        StepProgram.of(spec.interpreter(), spec.text(), task.environment(), directory(index));
    StepRun run = new StepRun(shell, program, output);
    owner.begin(run);
    journal.dispatched(index, AttemptMode.DIRECT, traits.bootId().orElse(null), because);
    FaultPoint.WORKERS_DISPATCHED.pass();
    owner.checkLease();
    StepResult result = run.run(Duration.ofSeconds(spec.timeoutSeconds()), reconnect());
    return conclude(index, spec, output, result);
  }

  private StepEnd concludeAttempt(
      int index, StepSpec spec, AttemptRun run, StepOutput output, StepResult result)
      throws LeaseLostException, InterruptedException {
    run.connection().ifPresent(connection -> owner.goOn(connection, run.idleShell()));
    if (result.end() == StepResult.End.EXITED || result.processesGone()) {
      finished.add(directory(index));
    }
    return conclude(index, spec, output, result);
  }

  private StepEnd conclude(int index, StepSpec spec, StepOutput output, StepResult result)
      throws LeaseLostException, InterruptedException {
    owner.checkLease();
    switch (result.end()) {
      case LEFT -> {
        return StepEnd.Left.LEFT;
      }
      case FENCED -> throw new LeaseLostException();
      case EXITED -> {
        FaultPoint.WORKERS_EXIT_KNOWN.pass();
        output.end();
        lastExitCode = result.exitCode().orElseThrow();
        journal.stepFinished(index, lastExitCode, note(result));
        if (lastExitCode == 0) {
          return StepEnd.Done.DONE;
        }
      }
      case NOT_STARTED, LOST, CANCELLED, TIMED_OUT -> {
        output.end();
        journal.stepFinished(index, null, result.message());
        owner.dropConnection();
      }
    }
    return new StepEnd.Failed(Outcome.failed(spec.name(), result, lastExitCode));
  }

  private static String note(StepResult result) {
    if (!result.message().isEmpty()) {
      return result.message();
    }
    return result.outputLeftOpen() ? LEFT_OPEN : null;
  }

  private void started(int index) {
    try {
      journal.started(index);
    } catch (LeaseLostException e) {
      // whoever has the lease finds out
    }
  }

  private StepOutput output(int index, Supplier<SecretMask> mask) {
    return new StepOutput(journal, index, mask);
  }

  private Attempt attemptOf(int index, StepSpec spec) {
    return new Attempt(
        directory(index),
        task.fence(),
        StepProgram.body(spec.interpreter(), spec.text(), task.environment()));
  }

  private String directory(int index) {
    return task.taskId() + "-" + index + "-" + task.attempt();
  }

  private static Duration patience(StepSpec spec) {
    return Duration.ofSeconds(spec.patienceSeconds());
  }

  private Reconnect reconnect() {
    return () -> connections.connect(task.connection(), owner.lease());
  }
}
