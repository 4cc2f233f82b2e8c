package io.opsconductor.contracts.executions;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.jobs.Interpreter;
import io.opsconductor.contracts.jobs.JobInput;
import io.opsconductor.contracts.jobs.OutputSpec;
import io.opsconductor.contracts.jobs.StepSpec;
import io.opsconductor.contracts.jobs.StrategySpec;
import io.opsconductor.contracts.targets.TargetSelection;
import java.util.Map;
import java.util.UUID;

/**
 * Starts a job, or a command or script without a job.
 *
 * @param jobId the job; then it says what is run, and only {@code expectedVersion}, {@code
 *     parameters}, {@code targets}, {@code strategy} and {@code idempotency} may be given beside it
 * @param expectedVersion of the job; absent to run whichever is current
 * @param targets absent for those of the job
 * @param strategy absent for that of the job, or for the usual one
 * @param parameters values by name; none when absent
 * @param output how much of the output is kept; all when absent
 * @param idempotency repeats the answer of an earlier request with the same key; absent for none
 */
public record StartExecution(
    UUID jobId,
    Integer expectedVersion,
    String command,
    String script,
    Interpreter interpreter,
    TargetSelection targets,
    Map<String, JsonNode> parameters,
    StrategySpec strategy,
    Integer timeoutSeconds,
    OutputSpec output,
    Idempotency idempotency) {
  public StartExecution {
    parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    Checks.range(parameters.size(), "parameters", 0, 100);
    if (jobId == null) {
      if (expectedVersion != null) {
        throw Checks.invalid("expectedVersion", "belongs only to a job");
      }
      if ((command == null) == (script == null)) {
        throw Checks.invalid("command", "or script must be given, and not both");
      }
      if (command != null) {
        Checks.text(command, "command", StepSpec.MAX_TEXT);
        if (interpreter != null) {
          throw Checks.invalid("interpreter", "belongs only to a script");
        }
      } else {
        Checks.text(script, "script", StepSpec.MAX_TEXT);
      }
      Checks.present(targets, "targets");
      strategy = strategy == null ? StrategySpec.standard() : strategy;
      timeoutSeconds = JobInput.checkedTimeout(timeoutSeconds);
    }
  }

  /** Of whichever version the job is at, and with its output kept whole. */
  public StartExecution(
      UUID jobId,
      String command,
      String script,
      Interpreter interpreter,
      TargetSelection targets,
      Map<String, JsonNode> parameters,
      StrategySpec strategy,
      Integer timeoutSeconds,
      Idempotency idempotency) {
    this(
        jobId,
        null,
        command,
        script,
        interpreter,
        targets,
        parameters,
        strategy,
        timeoutSeconds,
        null,
        idempotency);
  }
}
