package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.contracts.schedules.ScheduleHealth;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** When to run it. */
@Command(
    name = "schedule",
    aliases = "schedules",
    synopsisSubcommandLabel = "COMMAND",
    description = "When jobs run, and what became of each due time.")
final class ScheduleCommands {

  private final Cli cli;

  private ScheduleCommands(Cli cli) {
    this.cli = cli;
  }

  /** With the commands that are more than a few lines. */
  static CommandLine create(Cli cli) {
    return new CommandLine(new ScheduleCommands(cli))
        .addSubcommand(new SchedulePauseCommand(cli))
        .addSubcommand(new ScheduleResumeCommand(cli))
        .addSubcommand(new ScheduleNextCommand(cli))
        .addSubcommand(new ScheduleSimulateCommand(cli))
        .addSubcommand(new ScheduleImportCommand(cli));
  }

  @Command(name = "ls", aliases = "list", description = "List schedules, by name.")
  int list(
      @Option(names = "--job", paramLabel = "JOB", description = "Only of this job.") String job,
      @Option(names = "--health", description = "Only those that are so: ${COMPLETION-CANDIDATES}.")
          ScheduleHealth health,
      @Option(
              names = {"-s", "--selector"},
              paramLabel = "SELECTOR",
              description = "Only those that match, for example 'name~night*'.")
          String selector,
      @Option(names = "--limit", description = "At most so many.") int limit,
      @Mixin OutputOption output) {
    Query query =
        new Query("/schedules")
            .with("jobId", job == null ? null : cli.lookup().job(job))
            .with("health", health == null ? null : health.wireName())
            .with("selector", selector);
    output.all(cli.terminal(), ScheduleViews.SCHEDULES, cli.api().list(query.path(), limit));
    return Exit.OK.code();
  }

  @Command(
      description = {
        "Show a schedule.",
        "With -o yaml what apply takes; with -o json all that the server tells."
      })
  int get(@Parameters(paramLabel = "SCHEDULE") String name, @Mixin OutputOption output) {
    JsonNode schedule = cli.api().get("/schedules/" + cli.lookup().schedule(name));
    switch (output.format) {
      case TABLE -> ScheduleViews.details(cli.terminal().out(), schedule, jobName(schedule));
      case YAML -> output.one(cli.terminal(), ScheduleViews.SCHEDULES, appliable(schedule));
      case JSON, NDJSON, NAME -> output.one(cli.terminal(), ScheduleViews.SCHEDULES, schedule);
    }
    return Exit.OK.code();
  }

  /** With the name of its job where its id was. */
  private JsonNode appliable(JsonNode schedule) {
    ObjectNode written = Json.object();
    ScheduleApply.written(schedule)
        .properties()
        .forEach(
            field -> {
              boolean job = field.getKey().equals("jobId");
              if (job) {
                written.put("job", jobName(schedule));
              } else {
                written.set(field.getKey(), field.getValue());
              }
            });
    return written;
  }

  private String jobName(JsonNode schedule) {
    return new ObjectNames(cli).job(Json.text(schedule, "jobId"));
  }

  @Command(
      description = {
        "Create the schedules of a file, or replace those that differ.",
        "The file is YAML or JSON; several schedules are parted by ---."
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
    ScheduleApply apply = new ScheduleApply(cli);
    List<JsonNode> saved = new ArrayList<>();
    for (ObjectNode schedule : ScheduleFile.parse(cli.readFile(file), source)) {
      saved.add(apply.save(schedule));
    }
    output.all(cli.terminal(), ScheduleViews.SCHEDULES, saved);
    return Exit.OK.code();
  }

  @Command(
      name = "delete",
      aliases = "rm",
      description = "Delete schedules; what they ran goes on and stays readable.")
  int delete(@Parameters(paramLabel = "SCHEDULE", arity = "1..*") List<String> names) {
    for (String name : names) {
      cli.api().delete("/schedules/" + cli.lookup().schedule(name));
      cli.terminal().say("Deleted schedule " + name + ".");
    }
    return Exit.OK.code();
  }

  @Command(description = "What became of the due times of a schedule, newest first.")
  int history(
      @Parameters(paramLabel = "SCHEDULE") String name,
      @Option(names = "--state", description = "Only what became this: ${COMPLETION-CANDIDATES}.")
          FireState state,
      @Option(
              names = {"-n", "--limit"},
              defaultValue = "20",
              description = "At most so many, 0 for all; default: ${DEFAULT-VALUE}.")
          int limit,
      @Mixin OutputOption output) {
    Query query =
        new Query("/schedules/" + cli.lookup().schedule(name) + "/fires")
            .with("state", state == null ? null : state.wireName());
    output.all(cli.terminal(), ScheduleViews.FIRES, cli.api().list(query.path(), limit));
    return Exit.OK.code();
  }

  @Command(description = "How a schedule did: counts, how late its runs began, how long they take.")
  int stats(@Parameters(paramLabel = "SCHEDULE") String name, @Mixin OutputOption output) {
    JsonNode statistics =
        cli.api().get("/schedules/" + cli.lookup().schedule(name) + "/statistics");
    if (output.format == OutputFormat.TABLE) {
      ScheduleViews.statistics(cli.terminal().out(), statistics);
    } else {
      output.one(cli.terminal(), ScheduleViews.FIRES, statistics);
    }
    return Exit.OK.code();
  }

  @Command(
      name = "catch-up",
      description = {
        "Run due times now that did not run, or with --dismiss say that they need not.",
        "history shows them; a time without an offset is one of this machine's clock."
      })
  int catchUp(
      @Parameters(index = "0", paramLabel = "SCHEDULE") String name,
      @Parameters(index = "1..*", arity = "1..*", paramLabel = "DUE") List<String> due,
      @Option(names = "--dismiss", description = "They need not run.") boolean dismiss,
      @Mixin OutputOption output) {
    Instant now = cli.clock().instant();
    ZoneId zone = ZoneId.systemDefault();
    List<Instant> times = due.stream().map(time -> Instants.parse(time, zone, now)).toList();
    String path = "/schedules/" + cli.lookup().schedule(name) + "/fires/catch-up";
    List<JsonNode> decided = new ArrayList<>();
    for (Instant time : times) {
      ObjectNode decision =
          Json.object().put("dueAt", time.toString()).put("decision", dismiss ? "dismiss" : "run");
      decided.add(cli.api().post(path, decision));
    }
    output.all(cli.terminal(), ScheduleViews.FIRES, decided);
    return Exit.OK.code();
  }
}
