package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.jobs.JobInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes jobs on the server be as they are written, by their names. */
final class JobApply {

  private static final List<String> WRITTEN =
      List.of(
          "name",
          "description",
          "steps",
          "targets",
          "parameters",
          "strategy",
          "timeoutSeconds",
          "output",
          "retention");

  private final Cli cli;

  JobApply(Cli cli) {
    this.cli = cli;
  }

  /** Creates it, or saves a new version if it differs; the job as it is then. */
  JsonNode save(ObjectNode job) {
    String name = Json.text(job, "name");
    List<JsonNode> named = cli.api().list("/jobs?name=" + Api.encode(name), 1);
    if (named.isEmpty()) {
      return told(name, "created", cli.api().post("/jobs", job));
    }
    JsonNode current = cli.api().get("/jobs/" + Json.text(named.getFirst(), "id"));
    if (isSame(job, current)) {
      return told(name, "unchanged", current);
    }
    String path = "/jobs/" + Json.text(current, "id");
    // What the file says is what is wanted, whatever is there.
    return told(name, "changed", cli.api().put(path, job, Map.of("If-Match", "*")));
  }

  /** Whether a job is what is written. */
  static boolean isSame(ObjectNode job, JsonNode current) {
    return input(job).isPresent() && input(job).equals(input(written(current)));
  }

  private JsonNode told(String name, String what, JsonNode job) {
    cli.terminal().say("Job " + name + " " + what + ", version " + Json.text(job, "version") + ".");
    return job;
  }

  private static ObjectNode written(JsonNode job) {
    ObjectNode written = Json.object();
    WRITTEN.stream().filter(job::hasNonNull).forEach(field -> written.set(field, job.get(field)));
    return written;
  }

  /** With every default filled in; empty when the server will refuse it. */
  private static Optional<JobInput> input(ObjectNode job) {
    try {
      return Optional.of(Wire.decode(Json.line(job), JobInput.class));
    } catch (OpsException e) {
      return Optional.empty();
    }
  }
}
