package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.schedules.ScheduleInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes schedules on the server be as they are written, by their names. */
final class ScheduleApply {

  private static final List<String> WRITTEN =
      List.of(
          "name",
          "description",
          "jobId",
          "spec",
          "dst",
          "misfire",
          "overlap",
          "calendars",
          "jitter",
          "startAt",
          "endAt",
          "maxRuns",
          "parameters",
          "targets",
          "runAs",
          "enabled");

  private final Cli cli;

  ScheduleApply(Cli cli) {
    this.cli = cli;
  }

  /** Creates it, or replaces it if it differs; the schedule as it is then. */
  JsonNode save(ObjectNode document) {
    ObjectNode schedule = resolved(document.deepCopy());
    String name = Json.text(schedule, "name");
    Optional<JsonNode> named = named(name);
    if (named.isEmpty()) {
      return told(name, "created", cli.api().post("/schedules", schedule));
    }
    JsonNode current = named.get();
    keepAnchor(schedule.path("spec"), current.path("spec"));
    if (isSame(schedule, current)) {
      return told(name, "unchanged", current);
    }
    String path = "/schedules/" + Json.text(current, "id");
    // What the file says is what is wanted, whatever is there.
    return told(name, "updated", cli.api().put(path, schedule, Map.of("If-Match", "*")));
  }

  /** The schedule of this name. */
  Optional<JsonNode> named(String name) {
    return cli.api().list("/schedules?name=" + Api.encode(name), 1).stream().findFirst();
  }

  /** Whether a schedule is what is written. */
  static boolean isSame(ObjectNode schedule, JsonNode current) {
    Optional<ScheduleInput> wanted = input(schedule);
    return wanted.isPresent() && wanted.equals(input(written(current)));
  }

  /** What was written of it, as it can be applied again. */
  static ObjectNode written(JsonNode schedule) {
    ObjectNode written = Json.object();
    WRITTEN.stream()
        .filter(field -> schedule.hasNonNull(field) && !isEmpty(schedule.get(field)))
        .forEach(field -> written.set(field, schedule.get(field)));
    return written;
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isContainerNode() && value.isEmpty();
  }

  private ObjectNode resolved(ObjectNode schedule) {
    JsonNode job = schedule.remove("job");
    if (job != null && schedule.has("jobId")) {
      throw new CliException(
          Exit.ERROR, "Schedule " + Json.text(schedule, "name") + " has both job and jobId");
    }
    if (job instanceof ObjectNode itself) {
      ObjectNode complete = JobFile.complete(itself, names -> cli.lookup().targets(names));
      schedule.put("jobId", Json.text(new JobApply(cli).save(complete), "id"));
    } else if (job != null) {
      schedule.put("jobId", cli.lookup().job(job.asText()));
    }
    JobFile.completeTargets(schedule, names -> cli.lookup().targets(names));
    if (schedule.path("runAs").isTextual()) {
      schedule.put("runAs", cli.lookup().serviceAccount(Json.text(schedule, "runAs")));
    }
    return schedule;
  }

  /** Applied again, an interval goes on to be counted from where it was. */
  private static void keepAnchor(JsonNode spec, JsonNode current) {
    if (spec instanceof ObjectNode wanted
        && Json.text(wanted, "type").equals("interval")
        && !wanted.hasNonNull("anchor")
        && current.hasNonNull("anchor")) {
      wanted.set("anchor", current.get("anchor"));
    }
  }

  private JsonNode told(String name, String what, JsonNode schedule) {
    String words = Json.text(schedule, "words");
    cli.terminal()
        .say("Schedule " + name + " " + what + (words.isEmpty() ? "." : ": " + words + "."));
    return schedule;
  }

  /** With every default filled in; empty when the server will refuse it. */
  private static Optional<ScheduleInput> input(ObjectNode schedule) {
    try {
      return Optional.of(Wire.decode(Json.line(schedule), ScheduleInput.class));
    } catch (OpsException e) {
      return Optional.empty();
    }
  }
}
