package io.opsconductor.executions;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.StartExecution;
import io.opsconductor.contracts.jobs.GetJob;
import io.opsconductor.contracts.jobs.JobInput;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.jobs.JobView;
import io.opsconductor.contracts.jobs.StepSpec;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Starts a job, or a command or script without a job. */
final class Start {
  private static final int LONGEST_NAME = 80;

  private final CreateExecution create;
  private final ExecutionAccess access;
  private final BusClient bus;

  Start(CreateExecution create, ExecutionAccess access, BusClient bus) {
    this.create = create;
    this.access = access;
    this.bus = bus;
  }

  ExecutionView handle(StartExecution request, Call call) {
    String subject = request.jobId() == null ? "ad hoc" : "job " + request.jobId();
    return create.once(
        new CreateExecution.Request("start", subject, request.idempotency()),
        call,
        () -> request.jobId() == null ? adHoc(request, call) : ofJob(request, call));
  }

  private NewExecution ofJob(StartExecution request, Call call) {
    refuseBesideJob(request);
    JobView job = bus.call(JobOperations.GET, new GetJob(request.jobId(), null, "job:run"), call);
    requireExpected(request, job);
    Map<String, String> parameters = Parameters.ofJob(job.parameters(), request.parameters());
    RunSpec spec = RunSpec.of(job);
    return NewExecution.ofJob(
        job,
        request.strategy() == null ? spec : spec.with(request.strategy()),
        parameters,
        request.targets() == null
            ? access.runnable(call, job.id(), job.version(), job.targets())
            : access.runnable(call, null, null, request.targets()),
        null);
  }

  private static void requireExpected(StartExecution request, JobView job) {
    Integer expected = request.expectedVersion();
    if (expected != null && expected != job.version()) {
      throw new OpsException(
          ErrorCode.VERSION_CHANGED,
          "The job is at version %d, not %d; nothing was started"
              .formatted(job.version(), expected));
    }
  }

  private static void refuseBesideJob(StartExecution request) {
    boolean alone =
        Stream.of(
                request.command(),
                request.script(),
                request.interpreter(),
                request.timeoutSeconds(),
                request.output())
            .allMatch(Objects::isNull);
    if (!alone) {
      throw Checks.invalid(
          "jobId", "goes only with parameters, targets and strategy: the job says all else");
    }
  }

  private NewExecution adHoc(StartExecution request, Call call) {
    access.requireRun(call, null, null);
    Map<String, String> parameters = Parameters.adHoc(request.parameters());
    return new NewExecution(
        Ids.next(),
        null,
        null,
        name(request.command() == null ? request.script() : request.command()),
        new RunSpec(
            List.of(step(request)),
            List.of(),
            request.strategy(),
            request.timeoutSeconds(),
            request.output(),
            null),
        parameters,
        access.runnable(call, null, null, request.targets()),
        null,
        null);
  }

  /** A longer time-out of the whole allows its only step as much. */
  private static StepSpec step(StartExecution request) {
    int whole = request.timeoutSeconds();
    int timeout =
        whole == JobInput.DEFAULT_TIMEOUT_SECONDS
            ? StepSpec.DEFAULT_TIMEOUT_SECONDS
            : Math.clamp(whole, StepSpec.DEFAULT_TIMEOUT_SECONDS, StepSpec.MAX_TIMEOUT_SECONDS);
    return request.command() == null
        ? new StepSpec.Script("script", request.interpreter(), request.script(), timeout)
        : new StepSpec.Command("command", request.command(), timeout);
  }

  private static String name(String text) {
    String first = text.strip().lines().findFirst().orElse("").strip();
    String name = first.isEmpty() ? "script" : first;
    int end = Math.min(name.length(), LONGEST_NAME);
    boolean splitsPair = end < name.length() && Character.isHighSurrogate(name.charAt(end - 1));
    return name.substring(0, splitsPair ? end - 1 : end);
  }
}
