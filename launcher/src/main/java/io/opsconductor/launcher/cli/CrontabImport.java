package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.launcher.cli.CrontabLine.Outcome;
import io.opsconductor.launcher.cli.CrontabLine.Run;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a job and a schedule of each command of a crontab. */
final class CrontabImport {

  /** Code of the note that either of two restricted days is enough. */
  private static final String EITHER_DAY = "day_of_month_or_week";

  private static final int LONGEST_DESCRIPTION = 1000;

  private final Cli cli;
  private final String zone;
  private final Optional<String> targets;
  private final Map<ObjectNode, Answer> answers = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /**
   * @param zone of lines that say none
   * @param targets selector of where the commands run; empty when that is not decided yet
   */
  CrontabImport(Cli cli, String zone, Optional<String> targets) {
    this.cli = cli;
    this.zone = zone;
    this.targets = targets;
  }

  /** What the engine says to an expression: words or what is wrong. */
  private record Answer(String words, List<String> notes, String refused) {}

  /**
   * A line, and what comes of it.
   *
   * @param words when it is due; empty when nothing comes of it
   * @param document the schedule with its job in it; empty when nothing comes of it
   * @param there whether the server has just these already
   */
  record Planned(CrontabLine line, String words, Optional<ObjectNode> document, boolean there) {
    String name() {
      return document.map(schedule -> Json.text(schedule, "name")).orElse("");
    }
  }

  /** What would be made of a line; nothing is changed. */
  Planned plan(CrontabLine line) {
    if (line.run().isEmpty()) {
      return new Planned(line, "", Optional.empty(), false);
    }
    Run run = line.run().get();
    ObjectNode spec =
        Json.object()
            .put("type", "cron")
            .put("expression", run.expression())
            .put("zone", run.zone().orElse(zone));
    Answer answer = answers.computeIfAbsent(spec, this::ask);
    if (answer.refused != null) {
      return new Planned(line.refused(answer.refused), "", Optional.empty(), false);
    }
    CrontabLine noted = line;
    for (String note : answer.notes) {
      noted = noted.noted(Outcome.MAPPED, note);
    }
    return named(noted, answer.words, run, spec);
  }

  private Answer ask(ObjectNode spec) {
    ObjectNode request = Json.object().put("count", 1);
    request.set("spec", spec);
    try {
      JsonNode preview = cli.api().post("/schedules/preview", request);
      List<String> notes =
          preview
              .path("times")
              .path(0)
              .path("notes")
              .valueStream()
              .filter(note -> Json.text(note, "code").equals(EITHER_DAY))
              .map(note -> Json.text(note, "words"))
              .toList();
      return new Answer(Json.text(preview, "words"), notes, null);
    } catch (CliException e) {
      if (e.is("bad_schedule") || e.is("invalid_request") || e.is("malformed_request")) {
        return new Answer("", List.of(), Json.text(e.problem(), "detail"));
      }
      throw e;
    }
  }

  /** Under the first name that is free, or under which just this is there already. */
  private Planned named(CrontabLine line, String words, Run run, ObjectNode spec) {
    String base = CrontabName.of(run.command());
    for (int number = 1; ; number++) {
      String name = number == 1 ? base : base + "-" + number;
      if (taken.contains(name)) {
        continue;
      }
      ObjectNode schedule = schedule(name, line, run, spec);
      Optional<JsonNode> job = one("/jobs", name);
      Optional<JsonNode> known = one("/schedules", name);
      boolean free = job.isEmpty() && known.isEmpty();
      if (free
          || (job.isPresent() && known.isPresent() && isThere(schedule, job.get(), known.get()))) {
        taken.add(name);
        return new Planned(line, words, Optional.of(schedule), !free);
      }
    }
  }

  private Optional<JsonNode> one(String path, String name) {
    return cli.api().list(path + "?name=" + Api.encode(name), 1).stream().findFirst();
  }

  private boolean isThere(ObjectNode schedule, JsonNode job, JsonNode known) {
    String id = Json.text(job, "id");
    return JobApply.isSame((ObjectNode) schedule.get("job"), cli.api().get("/jobs/" + id))
        && ScheduleApply.isSame(ofJob(schedule, id), known);
  }

  private static ObjectNode ofJob(ObjectNode schedule, String jobId) {
    ObjectNode request = schedule.deepCopy();
    request.remove("job");
    return request.put("jobId", jobId);
  }

  private ObjectNode schedule(String name, CrontabLine line, Run run, ObjectNode spec) {
    String text = line.text();
    ObjectNode schedule =
        Json.object()
            .put("name", name)
            .put(
                "description",
                text.length() > LONGEST_DESCRIPTION
                    ? text.substring(0, LONGEST_DESCRIPTION)
                    : text);
    schedule.set("job", job(name, run));
    schedule.set("spec", spec);
    // Cron begins a run whatever becomes of the one before.
    schedule.put("overlap", "allow");
    if (run.jitterMinutes() > 0) {
      schedule.put("jitter", Duration.ofMinutes(run.jitterMinutes()).toString());
    }
    return schedule;
  }

  private ObjectNode job(String name, Run run) {
    ObjectNode step = Json.object().put("name", name);
    if (run.before().isEmpty() && run.interpreter().equals("sh")) {
      step.put("type", "command").put("command", run.command());
    } else {
      String before = run.before().isEmpty() ? "" : String.join("\n", run.before()) + "\n";
      step.put("type", "script")
          .put("interpreter", run.interpreter())
          .put("script", before + run.command() + "\n");
    }
    ObjectNode job = Json.object().put("name", name);
    job.set("steps", Json.array(List.of(step)));
    targets.ifPresent(selector -> job.putObject("targets").put("selector", selector));
    return job;
  }

  /**
   * Makes the job and the schedule.
   *
   * @throws CliException when the server refuses one of them, and there is neither; without the
   *     problem of a server when nobody knows whether it made the schedule, whose job is left
   */
  void make(ObjectNode schedule) {
    String id = Json.text(cli.api().post("/jobs", schedule.get("job")), "id");
    try {
      cli.api().post("/schedules", ofJob(schedule, id));
    } catch (CliException e) {
      if (!isRefusal(e)) {
        throw unknown(Json.text(schedule, "name"), e);
      }
      cli.api().delete("/jobs/" + id);
      throw e;
    }
  }

  /** Whether the server judged the request, so that it surely did not do it. */
  private static boolean isRefusal(CliException e) {
    return Arrays.stream(ErrorCode.values())
        .filter(code -> e.is(code.wireName()))
        .anyMatch(CrontabImport::isJudgement);
  }

  private static boolean isJudgement(ErrorCode code) {
    return switch (code.category()) {
      case MALFORMED,
          INVALID,
          UNAUTHENTICATED,
          FORBIDDEN,
          NOT_FOUND,
          CONFLICT,
          PRECONDITION,
          LIMIT ->
          true;
      case UNAVAILABLE, EXTERNAL, INTERNAL -> false;
    };
  }

  private static CliException unknown(String name, CliException why) {
    return new CliException(
        why.exit(),
        """
        %s
        It is not known whether the schedule %s was made; its job was made and is left.
        If the schedule is not there, delete the job %s and import again.\
        """
            .formatted(why.getMessage(), name, name),
        why);
  }
}
