package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.launcher.cli.CrontabImport.Planned;
import io.opsconductor.launcher.cli.CrontabLine.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** From cron to schedules. */
@Command(
    name = "import",
    description = {
      "Tell what of a crontab can be taken over, line by line; with --apply, do it.",
      "FILE is what crontab -l printed, a file of /etc/cron.d or a directory of them; - is standard"
          + " input.",
      "-o yaml prints what would be made, as schedule apply takes it."
    })
final class ScheduleImportCommand implements Callable<Integer> {

  private static final View PLACED =
      View.by("name").with("LINE", ScheduleImportCommand::place).with("OUTCOME", "outcome");

  private static final View VIEW = completed(PLACED);

  /** With what was done. */
  private static final View DONE = completed(PLACED.with("DONE", "done"));

  private final Cli cli;

  @Parameters(paramLabel = "FILE")
  private Path file;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "crontab or cron.d, which has a user before each command; told by the path.")
  private String format;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Whose clock lines without CRON_TZ are about; default: this machine's.")
  private String zone;

  @Option(
      names = {"-t", "--targets"},
      paramLabel = "SELECTOR",
      description = "Where the commands are to run, for example name=web-1.")
  private String targets;

  @Option(
      names = "--user-filter",
      paramLabel = "USER",
      description = "Only lines that cron runs as this user.")
  private String user;

  @Option(names = "--apply", description = "Make the jobs and schedules.")
  private boolean apply;

  @Mixin private OutputOption output;

  ScheduleImportCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    if (targets == null && (apply || output.format == OutputFormat.YAML)) {
      throw CliException.usage("Say with --targets where the commands are to run.");
    }
    List<CrontabLine> lines =
        new CrontabFiles(cli).read(file, format).stream().filter(this::isWanted).toList();
    String clock = Instants.zone(zone).getId();
    if (zone == null) {
      cli.terminal().say("Times are those of the zone " + clock + "; --zone says another.");
    }
    CrontabImport crontab = new CrontabImport(cli, clock, Optional.ofNullable(targets));
    List<Planned> planned = new ArrayList<>();
    for (CrontabLine line : lines) {
      planned.add(crontab.plan(line));
    }
    if (!apply) {
      print(planned);
      tell(planned);
      return Exit.OK.code();
    }
    return made(crontab, planned);
  }

  private boolean isWanted(CrontabLine line) {
    return user == null || line.run().flatMap(CrontabLine.Run::user).map(user::equals).orElse(true);
  }

  private void print(List<Planned> planned) {
    if (output.format != OutputFormat.YAML) {
      output.all(
          cli.terminal(),
          output.format == OutputFormat.NAME ? ScheduleViews.SCHEDULES : VIEW,
          planned.stream().filter(this::isShown).<JsonNode>map(one -> row(one, "")).toList());
      return;
    }
    for (Planned one : planned) {
      one.document()
          .ifPresent(
              schedule -> {
                cli.terminal().out().println("---");
                cli.terminal().out().println(Yaml.write(schedule));
              });
    }
    cli.terminal().out().flush();
  }

  /** Names are only of what is made. */
  private boolean isShown(Planned planned) {
    return output.format != OutputFormat.NAME || planned.document().isPresent();
  }

  private int made(CrontabImport crontab, List<Planned> planned) {
    List<JsonNode> rows = new ArrayList<>();
    int refused = 0;
    for (Planned one : planned) {
      String result = one.document().isEmpty() ? "" : one.there() ? "already there" : "created";
      if (result.equals("created")) {
        try {
          crontab.make(one.document().orElseThrow());
        } catch (CliException e) {
          if (e.exit() == Exit.AUTH || Json.text(e.problem(), "code").isEmpty()) {
            throw e;
          }
          result = "refused: " + Json.text(e.problem(), "detail");
          refused++;
        }
      }
      if (isShown(one)) {
        rows.add(row(one, result));
      }
    }
    View view = output.format == OutputFormat.NAME ? ScheduleViews.SCHEDULES : DONE;
    output.all(cli.terminal(), view, rows);
    tell(planned);
    return refused == 0 ? Exit.OK.code() : Exit.ERROR.code();
  }

  private static ObjectNode row(Planned planned, String done) {
    CrontabLine line = planned.line();
    ObjectNode row =
        Json.object()
            .put("source", line.source())
            .put("line", line.number())
            .put("text", line.text())
            .put("outcome", line.outcome().toString())
            .put("name", planned.name())
            .put("when", planned.words());
    List<String> notes = new ArrayList<>(line.notes());
    if (planned.there() && done.isEmpty()) {
      notes.add("the server has it already");
    }
    row.set("notes", Json.strings(notes));
    return done.isEmpty() ? row : row.put("done", done);
  }

  private void tell(List<Planned> planned) {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    planned.forEach(one -> counts.merge(one.line().outcome(), 1, Integer::sum));
    cli.terminal()
        .say(
            "%d lines mapped, %d changed, %d not supported."
                .formatted(
                    counts.getOrDefault(Outcome.MAPPED, 0),
                    counts.getOrDefault(Outcome.CHANGED, 0),
                    counts.getOrDefault(Outcome.NOT_SUPPORTED, 0)));
    if (planned.stream().anyMatch(one -> one.document().isPresent())) {
      cli.terminal()
          .say(
              "As with cron, runs may overlap; unlike there, one that was missed runs up to 30"
                  + " minutes late.");
      if (!apply) {
        cli.terminal().say("Nothing was changed; --apply with --targets does it.");
      }
    }
  }

  private static View completed(View view) {
    return view.with("NAME", "name")
        .with("WHEN", "when")
        .with("NOTES", row -> String.join("; ", texts(row)));
  }

  private static String place(JsonNode row) {
    return Json.text(row, "source") + ":" + Json.text(row, "line");
  }

  private static List<String> texts(JsonNode row) {
    return row.path("notes").valueStream().map(JsonNode::asText).toList();
  }
}
