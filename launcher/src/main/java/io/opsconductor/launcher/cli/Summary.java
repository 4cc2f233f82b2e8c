package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is said of an execution after its end, with the hosts that need a look. */
final class Summary {

  private static final int HOSTS = 20;

  private final Cli cli;
  private final JsonNode execution;
  private final Counts counts;

  Summary(Cli cli, JsonNode execution) {
    this.cli = cli;
    this.execution = execution;
    this.counts = Counts.of(execution.path("counts"));
  }

  void print() {
    cli.terminal().say(headline());
    List<JsonNode> troubled = troubled();
    troubled.forEach(task -> cli.terminal().say("  " + line(task)));
    int more = counts.troubled() - troubled.size();
    if (more > 0) {
      cli.terminal().say("  and " + more + " more: opsconductor executions tasks " + id());
    }
  }

  String headline() {
    String state = Json.text(execution, "state").replace('_', ' ');
    return "Execution " + id() + " " + state + took() + ": " + counts.words();
  }

  private String id() {
    return Json.text(execution, "id");
  }

  private String took() {
    String started = Json.text(execution, "startedAt");
    String finished = Json.text(execution, "finishedAt");
    if (started.isEmpty() || finished.isEmpty()) {
      return "";
    }
    Duration time = Duration.between(Instant.parse(started), Instant.parse(finished));
    return String.format(Locale.ROOT, " after %.1f s", time.toMillis() / 1000.0);
  }

  private List<JsonNode> troubled() {
    List<JsonNode> tasks = new ArrayList<>();
    for (String state : Counts.TROUBLED) {
      if (counts.of(state) > 0 && tasks.size() < HOSTS) {
        String path = "/executions/" + id() + "/tasks?state=" + state;
        tasks.addAll(cli.api().list(path, HOSTS - tasks.size()));
      }
    }
    return tasks.stream().limit(HOSTS).toList();
  }

  static String line(JsonNode task) {
    StringBuilder line = new StringBuilder(Json.text(task.path("target"), "name"));
    line.append(": ").append(Json.text(task, "state").replace('_', ' '));
    String message = Json.text(task.path("error"), "message");
    if (!message.isEmpty()) {
      line.append(", ").append(message);
    } else if (task.hasNonNull("exitCode")) {
      line.append(", exit code ").append(task.get("exitCode").asInt());
    }
    return line.toString();
  }
}
