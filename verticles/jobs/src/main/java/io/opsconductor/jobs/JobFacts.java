package io.opsconductor.jobs;

import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.jobs.JobInput;
import io.opsconductor.contracts.jobs.ParameterSpec;
import io.opsconductor.contracts.jobs.StepSpec;
import io.opsconductor.platform.outbox.Change;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What events tell of a version of a job. What a step runs, and the default of a parameter, are
 * told by their digests: they may be long, and people write passwords into them. The version itself
 * has them, for those who may read the job.
 */
final class JobFacts {
  private JobFacts() {}

  static Map<String, Object> of(JobVersion version) {
    JobInput job = version.definition();
    Map<String, Object> facts = new HashMap<>();
    facts.put("version", version.version());
    facts.put("name", job.name());
    facts.put("description", job.description());
    facts.put("steps", steps(job.steps()));
    facts.put("targets", job.targets());
    facts.put("parameters", parameters(job.parameters()));
    facts.put("strategy", job.strategy());
    facts.put("timeoutSeconds", job.timeoutSeconds());
    facts.put("output", job.output());
    facts.put("retention", job.retention());
    return facts;
  }

  static Map<String, Object> named(Change change, JobVersion version) {
    return change
        .with("name", version.definition().name())
        .with("version", version.version())
        .data();
  }

  /** By their places, counted from 1, so that of many only those that changed are told. */
  private static Map<String, Object> steps(List<StepSpec> steps) {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (StepSpec step : steps) {
      facts.put(String.valueOf(facts.size() + 1), step(step));
    }
    return facts;
  }

  private static Map<String, Object> step(StepSpec step) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("name", step.name());
    facts.put("interpreter", step.interpreter().wireName());
    facts.put("text", Change.digest(step.text()));
    facts.put("timeoutSeconds", step.timeoutSeconds());
    facts.put("onLost", step.onLost().wireName());
    facts.put("idempotent", step.idempotent());
    facts.put("patienceSeconds", step.patienceSeconds());
    facts.put("retry", step.retry());
    return facts;
  }

  private static Map<String, Object> parameters(List<ParameterSpec> parameters) {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (ParameterSpec parameter : parameters) {
      Map<String, Object> one = new HashMap<>();
      one.put("type", parameter.type().wireName());
      one.put("required", parameter.required());
      one.put("choices", parameter.choices());
      one.put("description", parameter.description());
      if (parameter.defaultValue() != null) {
        one.put("default", Change.digest(Wire.encodeString(parameter.defaultValue())));
      }
      facts.put(parameter.name(), one);
    }
    return facts;
  }
}
