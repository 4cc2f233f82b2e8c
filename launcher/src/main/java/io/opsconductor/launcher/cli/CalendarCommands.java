package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.schedules.CalendarInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Windows in which schedules do not run, or in which alone they do. */
@Command(
    name = "calendar",
    aliases = "calendars",
    synopsisSubcommandLabel = "COMMAND",
    description = "When schedules must not run, or alone may, shared by name.")
final class CalendarCommands {

  private static final View VIEW =
      View.by("name")
          .with("NAME", "name")
          .with("KIND", "kind")
          .with("ZONE", "zone")
          .with("WINDOWS", calendar -> String.valueOf(calendar.path("windows").size()))
          .with("USED BY", calendar -> View.list(calendar.path("usedBy")))
          .withTime("UPDATED", "updatedAt")
          .with("BY", "updatedBy");

  private static final List<String> WRITTEN =
      List.of("name", "description", "kind", "zone", "windows");

  private final Cli cli;

  CalendarCommands(Cli cli) {
    this.cli = cli;
  }

  @Command(name = "ls", aliases = "list", description = "List calendars, by name.")
  int list(
      @Option(names = "--limit", description = "At most so many.") int limit,
      @Mixin OutputOption output) {
    output.all(cli.terminal(), VIEW, cli.api().list("/calendars", limit));
    return Exit.OK.code();
  }

  @Command(description = "Show a calendar as YAML that apply takes, or as -o says.")
  int get(@Parameters(paramLabel = "CALENDAR") String name, @Mixin OutputOption output) {
    JsonNode calendar = cli.api().get("/calendars/" + cli.lookup().calendar(name));
    switch (output.format) {
      case TABLE, YAML -> OutputFormat.YAML.printOne(cli.terminal().out(), VIEW, written(calendar));
      case JSON, NDJSON, NAME -> output.one(cli.terminal(), VIEW, calendar);
    }
    return Exit.OK.code();
  }

  @Command(
      description = {
        "Create the calendars of a file, or replace those that differ.",
        "The file is YAML or JSON; several calendars are parted by ---."
      })
  int apply(
      @Option(
              names = {"-f", "--file"},
              required = true,
              paramLabel = "FILE",
              description = "- is standard input.")
          Path file,
      @Mixin OutputOption output) {
    String source = file.toString().equals("-") ? "standard input" : file.toString();
    List<ObjectNode> calendars = parse(cli.readFile(file), source);
    List<JsonNode> saved = new ArrayList<>();
    for (ObjectNode calendar : calendars) {
      saved.add(save(calendar));
    }
    output.all(cli.terminal(), VIEW, saved);
    return Exit.OK.code();
  }

  @Command(
      name = "delete",
      aliases = "rm",
      description = "Delete calendars that no schedule follows.")
  int delete(@Parameters(paramLabel = "CALENDAR", arity = "1..*") List<String> names) {
    for (String name : names) {
      cli.api().delete("/calendars/" + cli.lookup().calendar(name));
      cli.terminal().say("Deleted calendar " + name + ".");
    }
    return Exit.OK.code();
  }

  /** The calendars of a file, without what the server adds when it shows one. */
  static List<ObjectNode> parse(String text, String source) {
    List<ObjectNode> calendars = new ArrayList<>();
    for (JsonNode document : Yaml.documents(text, source)) {
      if (!(document instanceof ObjectNode calendar) || Json.text(calendar, "name").isEmpty()) {
        throw new CliException(
            Exit.ERROR,
            source + ": document " + (calendars.size() + 1) + " is no calendar with a name");
      }
      calendar.remove(List.of("id", "version", "usedBy", "createdAt", "updatedAt", "updatedBy"));
      calendars.add(calendar);
    }
    if (calendars.isEmpty()) {
      throw new CliException(Exit.ERROR, source + " holds no calendar");
    }
    return calendars;
  }

  private JsonNode save(ObjectNode calendar) {
    String name = Json.text(calendar, "name");
    List<JsonNode> named = cli.api().list("/calendars?name=" + Api.encode(name), 1);
    if (named.isEmpty()) {
      return told(name, "created", cli.api().post("/calendars", calendar));
    }
    JsonNode current = named.getFirst();
    if (input(calendar).isPresent() && input(calendar).equals(input(written(current)))) {
      return told(name, "unchanged", current);
    }
    String path = "/calendars/" + Json.text(current, "id");
    return told(name, "updated", cli.api().put(path, calendar, Map.of("If-Match", "*")));
  }

  private JsonNode told(String name, String what, JsonNode calendar) {
    cli.terminal().say("Calendar " + name + " " + what + ".");
    return calendar;
  }

  private static ObjectNode written(JsonNode calendar) {
    ObjectNode written = Json.object();
    WRITTEN.stream()
        .filter(calendar::hasNonNull)
        .forEach(field -> written.set(field, calendar.get(field)));
    return written;
  }

  /** With every default filled in; empty when the server will refuse it. */
  private static Optional<CalendarInput> input(ObjectNode calendar) {
    try {
      return Optional.of(Wire.decode(Json.line(calendar), CalendarInput.class));
    } catch (OpsException e) {
      return Optional.empty();
    }
  }
}
