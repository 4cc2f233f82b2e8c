package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A timeline and its conflicts as tables, by the clock of a zone. */
final class SimulatedTimes {

  /** What is due more often is one line. */
  private static final int APART = 6;

  /** Codes of notes. */
  private static final Set<String> KEPT_FROM_RUNNING = Set.of("blacked_out", "outside_window");

  private final ZoneId zone;

  SimulatedTimes(ZoneId zone) {
    this.zone = zone;
  }

  /** A line for each due time, in their order, or for all of a schedule that is due often. */
  void timeline(PrintStream out, List<JsonNode> entries) {
    List<JsonNode> rows = new ArrayList<>();
    for (JsonNode entry : entries) {
      boolean apart = entry.path("due").asLong() == entry.path("times").size();
      if (apart && entry.path("due").asLong() <= APART) {
        entry.path("times").forEach(time -> rows.add(row(entry, time)));
      } else {
        rows.add(collapsed(entry));
      }
    }
    rows.sort(Comparator.comparing(row -> Instant.parse(Json.text(row, "at"))));
    View.by("name")
        .with("LOCAL " + zone, row -> clock(row, "at"))
        .withTime("UTC", "at")
        .with("SCHEDULE", "name")
        .with("STATE", "state")
        .with("NOTES", "notes")
        .table(out, rows);
  }

  private static ObjectNode row(JsonNode entry, JsonNode time) {
    return Json.object()
        .put("at", Json.text(time, "at"))
        .put("name", Json.text(entry, "name"))
        .put("state", state(time))
        .put("notes", ScheduleViews.notes(time.path("notes")));
  }

  private static String state(JsonNode time) {
    boolean kept =
        time.path("notes")
            .valueStream()
            .anyMatch(note -> KEPT_FROM_RUNNING.contains(Json.text(note, "code")));
    return time.hasNonNull("state") ? Json.text(time, "state") : kept ? "not to run" : "due";
  }

  private ObjectNode collapsed(JsonNode entry) {
    long due = entry.path("due").asLong();
    String states =
        entry
            .path("states")
            .propertyStream()
            .map(state -> state.getValue().asLong() + " " + state.getKey())
            .sorted()
            .collect(Collectors.joining(", "));
    return Json.object()
        .put("at", Json.text(entry, "first"))
        .put("name", Json.text(entry, "name"))
        .put("state", states.isEmpty() ? "due" : states)
        .put("notes", due + " times until " + clock(entry, "last"));
  }

  /** Nothing when there are none. */
  void conflicts(PrintStream out, List<JsonNode> conflicts) {
    View view =
        View.by("name")
            .with("AT", conflict -> clock(conflict, "at"))
            .with("SCHEDULE", "name")
            .with("MEETS", "otherName")
            .with("TIMES", "times")
            .with("ON TARGETS", SimulatedTimes::targets);
    section(out, "Conflicts: two jobs on one target", view, conflicts);
  }

  /** Nothing when there are none. */
  void hours(PrintStream out, List<JsonNode> hours) {
    View view =
        View.by("hour")
            .with("HOUR", hour -> clock(hour, "hour"))
            .with("RUNS", "runs")
            .with("TAKING", hour -> Durations.words(hour.path("expectedSeconds").asLong() * 1000))
            .with("USUALLY", hour -> Durations.words(hour.path("usualSeconds").asLong() * 1000))
            .with("MOST BY", hour -> View.list(hour.path("schedules")));
    section(out, "Busy hours", view, hours);
  }

  private static void section(PrintStream out, String title, View view, List<JsonNode> rows) {
    if (!rows.isEmpty()) {
      out.println();
      out.println(title);
      view.table(out, rows);
    }
  }

  private static String targets(JsonNode conflict) {
    int more = conflict.path("targetCount").asInt() - conflict.path("targets").size();
    return View.list(conflict.path("targets")) + (more > 0 ? " and " + more + " more" : "");
  }

  private String clock(JsonNode holder, String field) {
    return Instants.shown(Instant.parse(Json.text(holder, field)), zone);
  }
}
