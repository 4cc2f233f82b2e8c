package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Schedules as people write them, in YAML or JSON; several in one file are parted by {@code ---}.
 *
 * <p>The fields are those of the REST interface, with short forms: {@code job} is the name or the
 * id of the job, or the job itself; {@code cron}, {@code every} or {@code at} with {@code zone}
 * stand for a spec, whose {@code type} may be left out; lengths of time may be {@code 90s}, {@code
 * 5m}, {@code 2h} or {@code 1d}; {@code targets} are written as those of a job.
 */
final class ScheduleFile {

  /** What the server adds when it shows one: a schedule that was printed can be applied again. */
  private static final List<String> ADDED =
      List.of(
          "id",
          "version",
          "owner",
          "identity",
          "words",
          "health",
          "problem",
          "pause",
          "nextDueAt",
          "lastFire",
          "counts",
          "createdAt",
          "updatedAt",
          "updatedBy");

  private ScheduleFile() {}

  /**
   * The schedules of a file; {@code job} is left for who can look it up.
   *
   * @param source for messages
   */
  static List<ObjectNode> parse(String text, String source) {
    List<ObjectNode> schedules = new ArrayList<>();
    for (JsonNode document : Yaml.documents(text, source)) {
      if (!(document instanceof ObjectNode schedule) || Json.text(schedule, "name").isEmpty()) {
        throw new CliException(
            Exit.ERROR,
            source + ": document " + (schedules.size() + 1) + " is no schedule with a name");
      }
      schedule.remove(ADDED);
      completeSpec(schedule, source);
      lengthen(schedule, "jitter");
      if (schedule.get("misfire") instanceof ObjectNode misfire) {
        lengthen(misfire, "deadline");
      }
      schedules.add(schedule);
    }
    if (schedules.isEmpty()) {
      throw new CliException(Exit.ERROR, source + " holds no schedule");
    }
    return schedules;
  }

  private static void completeSpec(ObjectNode schedule, String source) {
    List<String> given =
        List.of("spec", "cron", "every", "at").stream().filter(schedule::has).toList();
    if (given.size() != 1) {
      throw new CliException(
          Exit.ERROR,
          source
              + ": schedule "
              + Json.text(schedule, "name")
              + " needs one of spec, cron, every and at, and not several");
    }
    JsonNode when = schedule.remove(given.getFirst());
    JsonNode zone = schedule.remove("zone");
    ObjectNode spec =
        when instanceof ObjectNode written
            ? written
            : Json.object()
                .set(given.getFirst().equals("cron") ? "expression" : given.getFirst(), when);
    if (zone != null && !spec.has("zone")) {
      spec.set("zone", zone);
    }
    lengthenSpec(spec);
    schedule.set("spec", typed(spec));
  }

  /** Of days, weeks or months it is a number. */
  private static void lengthenSpec(ObjectNode spec) {
    if (!spec.has("frequency")) {
      lengthen(spec, "every");
    }
  }

  /** With its type, which its fields tell. */
  private static ObjectNode typed(ObjectNode spec) {
    if (spec.has("type")) {
      return spec;
    }
    String type =
        spec.has("expression")
            ? "cron"
            : spec.has("frequency") ? "recurring" : spec.has("every") ? "interval" : "once";
    return Json.object().put("type", type).setAll(spec);
  }

  private static void lengthen(ObjectNode holder, String field) {
    JsonNode value = holder.path(field);
    boolean isShort = value instanceof TextNode || value instanceof NumericNode;
    if (isShort && Durations.fits(value.asText())) {
      holder.put(field, new Durations().convert(value.asText()).toString());
    }
  }
}
