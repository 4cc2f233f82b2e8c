package io.opsconductor.executions;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.DueRun;
import io.opsconductor.contracts.executions.OverlapPolicy;
import io.opsconductor.contracts.jobs.GetJob;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.jobs.JobView;
import io.opsconductor.contracts.targets.TargetSelection;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What the runs of one request do. Each job, and each choice of targets of a job, is asked for
 * once, also when the answer is a refusal.
 */
final class DueJobs {
  private final ExecutionAccess access;
  private final BusClient bus;
  private final Call call;
  private final Map<UUID, Supplier<Job>> jobs = new HashMap<>();
  private final Map<Aim, Supplier<ExecutionAccess.Permitted>> aims = new HashMap<>();

  private record Job(JobView view, RunSpec spec) {}

  /**
   * Where something runs.
   *
   * @param jobId whose targets are meant; null when the run names its own
   * @param targets null for the job's
   */
  private record Aim(UUID jobId, TargetSelection targets) {
    static Aim of(DueRun run) {
      return new Aim(run.targets() == null ? run.jobId() : null, run.targets());
    }
  }

  DueJobs(ExecutionAccess access, BusClient bus, Call call) {
    this.access = access;
    this.bus = bus;
    this.call = call;
  }

  /**
   * The execution that a due time is to become.
   *
   * @throws OpsException why it may not, or cannot, run
   */
  NewExecution prepare(DueRun run) {
    Job job = once(jobs, run.jobId(), () -> job(run.jobId()));
    Map<String, String> parameters = Parameters.ofJob(job.view().parameters(), run.parameters());
    ExecutionAccess.Permitted permitted = once(aims, Aim.of(run), () -> permitted(run, job.view()));
    DueStore.DueTime time = DueStore.DueTime.of(run);
    boolean alone = run.overlap() != OverlapPolicy.ALLOW;
    return NewExecution.ofJob(
        job.view(),
        job.spec(),
        parameters,
        permitted,
        new NewExecution.Due(time.scheduleId(), time.dueAt(), alone));
  }

  /** What was granted to the job holds for the targets that the job names, and for no others. */
  private ExecutionAccess.Permitted permitted(DueRun run, JobView job) {
    return run.targets() == null
        ? access.runnable(call, job.id(), job.version(), job.targets())
        : access.runnable(call, null, null, run.targets());
  }

  private Job job(UUID id) {
    JobView job = bus.call(JobOperations.GET, new GetJob(id, null, "job:run"), call);
    return new Job(job, RunSpec.of(job));
  }

  private static <K, V> V once(Map<K, Supplier<V>> answers, K key, Supplier<V> ask) {
    Supplier<V> answer = answers.get(key);
    if (answer == null) {
      answer = answer(ask);
      answers.put(key, answer);
    }
    return answer.get();
  }

  private static <V> Supplier<V> answer(Supplier<V> ask) {
    try {
      V value = ask.get();
      return () -> value;
    } catch (OpsException refusal) {
      return () -> {
        throw refusal;
      };
    }
  }
}
