package io.opsconductor.contracts.jobs;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.targets.TargetSelection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A job as written by a person.
 *
 * @param steps 1 to 100
 * @param parameters at most 100, each name once; none when absent
 * @param timeoutSeconds wall-clock limit of the whole execution, 24 hours when absent
 * @param output how much of the output is kept; all when absent
 * @param retention how long the log is kept; as configured when absent
 */
public record JobInput(
    String name,
    String description,
    List<StepSpec> steps,
    TargetSelection targets,
    List<ParameterSpec> parameters,
    StrategySpec strategy,
    Integer timeoutSeconds,
    OutputSpec output,
    RetentionSpec retention) {
  public static final int DEFAULT_TIMEOUT_SECONDS = 24 * 3600;

  /** Characters of a description. */
  public static final int MAX_DESCRIPTION = 4096;

  public JobInput {
    Checks.name(name, "name");
    Checks.optionalText(description, "description", MAX_DESCRIPTION);
    steps = checkedSteps(steps);
    Checks.present(targets, "targets");
    parameters = parameters == null ? List.of() : List.copyOf(parameters);
    Checks.range(parameters.size(), "parameters", 0, 100);
    Set<String> names = new HashSet<>();
    for (ParameterSpec parameter : parameters) {
      if (!names.add(parameter.name())) {
        throw Checks.invalid("parameters", "names " + parameter.name() + " twice");
      }
    }
    strategy = strategy == null ? StrategySpec.standard() : strategy;
    timeoutSeconds = checkedTimeout(timeoutSeconds);
  }

  /** One whose output is kept whole, as long as is configured. */
  public JobInput(
      String name,
      String description,
      List<StepSpec> steps,
      TargetSelection targets,
      List<ParameterSpec> parameters,
      StrategySpec strategy,
      Integer timeoutSeconds) {
    this(name, description, steps, targets, parameters, strategy, timeoutSeconds, null, null);
  }

  public static List<StepSpec> checkedSteps(List<StepSpec> steps) {
    Checks.range(Checks.present(steps, "steps").size(), "steps", 1, 100);
    return List.copyOf(steps);
  }

  public static int checkedTimeout(Integer seconds) {
    return seconds == null
        ? DEFAULT_TIMEOUT_SECONDS
        : (int) Checks.range(seconds, "timeoutSeconds", 1, 30 * 24 * 3600);
  }
}
