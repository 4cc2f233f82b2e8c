package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How schedules and what became of their due times are shown. */
final class ScheduleViews {

  static final View SCHEDULES =
      View.by("name")
          .with("NAME", "name")
          .with("WHEN", "words")
          .withTime("NEXT", "nextDueAt")
          .with("HEALTH", "health")
          .with("LAST", schedule -> last(schedule.path("lastFire")));

  static final View FIRES =
      View.by("dueAt")
          .withTime("DUE", "dueAt")
          .with("STATE", "state")
          .with("LATE", fire -> length(fire.path("latenessMs")))
          .with("EXECUTION", "executionId")
          .with("OUTCOME", "outcome")
          .with("REASON", ScheduleViews::reason);

  static final View BULK =
      View.by("name")
          .with("NAME", "name")
          .with("OUTCOME", "outcome")
          .with("NEXT", item -> present(item, "nextDueAt"))
          .with("REASON", item -> present(item, "detail"));

  static final View TIMES =
      View.by("at")
          .with("LOCAL", time -> Json.text(time, "local").replace('T', ' '))
          .withTime("UTC", "at")
          .with("OFFSET", "offset")
          .with("NOTES", time -> notes(time.path("notes")));

  private static final View COUNTS =
      View.by("fired")
          .with("FIRED", "fired")
          .with("LATE", "late")
          .with("SKIPPED", "skipped")
          .with("MISSED", "missed")
          .with("FAILED", "failed")
          .with("SUCCEEDED", "succeeded")
          .with("UNSUCCESSFUL", "unsuccessful");

  private static final View LATENESS =
      View.by("upToMs").with("BEGAN LATE BY", ScheduleViews::upTo).with("RUNS OF 30 DAYS", "count");

  private ScheduleViews() {}

  /** All that there is to know of one, for a person. */
  static void details(PrintStream out, JsonNode schedule, String job) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("Name", Json.text(schedule, "name"));
    lines.put("Description", Json.text(schedule, "description"));
    lines.put("Id", Json.text(schedule, "id"));
    lines.put("Job", job);
    lines.put("When", Json.text(schedule, "words"));
    lines.put("Next", Json.text(schedule, "nextDueAt"));
    lines.put("Last", last(schedule.path("lastFire")));
    lines.put("Health", Json.text(schedule, "health"));
    lines.put("Problem", Json.text(schedule, "problem"));
    lines.put("Paused", pause(schedule.path("pause")));
    lines.put("Switched off", schedule.path("enabled").asBoolean(true) ? "" : "yes");
    lines.put("Calendars", View.list(schedule.path("calendars")));
    lines.put("Overlap", Json.text(schedule, "overlap"));
    lines.put("Runs as", Json.text(schedule.path("identity"), "name"));
    lines.put("Made by", Json.text(schedule, "owner"));
    lines.put(
        "Saved by", Json.text(schedule, "updatedBy") + " " + Json.text(schedule, "updatedAt"));
    lines.put("Counts", counts(schedule.path("counts")));
    lines.forEach((name, value) -> line(out, name, value));
    out.flush();
  }

  private static void line(PrintStream out, String name, String value) {
    if (!value.isBlank()) {
      out.println((name + ":").concat(" ".repeat(14 - name.length())) + SafeText.of(value));
    }
  }

  /** Counts, how late runs began, and how long they take. */
  static void statistics(PrintStream out, JsonNode statistics) {
    COUNTS.table(out, List.of(statistics.path("counts")));
    if (!statistics.path("lateness").isEmpty()) {
      out.println();
      LATENESS.table(out, statistics.path("lateness").valueStream().toList());
    }
    if (statistics.hasNonNull("medianDurationMs")) {
      out.println();
      out.println("Runs take " + length(statistics.path("medianDurationMs")) + " (median).");
    }
    out.flush();
  }

  static String notes(JsonNode notes) {
    return notes
        .valueStream()
        .map(note -> Json.text(note, "words"))
        .collect(Collectors.joining("; "));
  }

  private static String last(JsonNode fire) {
    if (fire.isMissingNode()) {
      return "";
    }
    String became = fire.hasNonNull("outcome") ? "outcome" : "state";
    return Json.text(fire, became) + " " + Json.text(fire, "dueAt").replaceFirst("\\.\\d+Z$", "Z");
  }

  private static String reason(JsonNode fire) {
    String reason = present(fire, "reason").replace('_', ' ');
    String detail = present(fire, "detail");
    String both = reason.isEmpty() || detail.isEmpty() ? reason + detail : reason + ": " + detail;
    return fire.path("asked").asBoolean() ? (both + " (asks for catch-up)").strip() : both;
  }

  private static String pause(JsonNode pause) {
    if (pause.isMissingNode() || pause.isNull()) {
      return "";
    }
    String until = present(pause, "until");
    String reason = present(pause, "reason");
    return "by "
        + Json.text(pause, "by")
        + " since "
        + Json.text(pause, "since")
        + (until.isEmpty() ? "" : " until " + until)
        + (reason.isEmpty() ? "" : ": " + reason);
  }

  private static String counts(JsonNode counts) {
    return counts
        .propertyStream()
        .filter(count -> count.getValue().asLong() > 0)
        .map(count -> count.getValue().asLong() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String upTo(JsonNode bucket) {
    return bucket.hasNonNull("upToMs") ? "up to " + length(bucket.path("upToMs")) : "more";
  }

  private static String length(JsonNode millis) {
    return millis.isNumber() ? Durations.words(millis.asLong()) : "";
  }

  /** The text of a field; empty when it is absent or null. */
  private static String present(JsonNode node, String field) {
    return node.hasNonNull(field) ? Json.text(node, field) : "";
  }
}
