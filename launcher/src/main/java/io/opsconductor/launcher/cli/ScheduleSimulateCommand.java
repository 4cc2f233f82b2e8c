package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What runs on Sunday from two to four. */
@Command(
    name = "simulate",
    description = {
      "What runs in a stretch of time, past or future, and what gets in the way of what.",
      "For example: --from 2026-11-29T02:00 --to 2026-11-29T04:00 --zone Europe/Berlin"
    })
final class ScheduleSimulateCommand implements Callable<Integer> {
  private final Cli cli;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description = "An instant, a time of the clock such as 2026-11-29T02:00, a day, or now.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "The same, or how long, such as 2h; default: an hour.")
  private String to;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Whose clock is meant and shown; default: this machine's.")
  private String zone;

  @Option(
      names = {"-s", "--selector"},
      paramLabel = "SELECTOR",
      description = "Only schedules that match.")
  private String selector;

  @Mixin private OutputOption output;

  ScheduleSimulateCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    ZoneId clock = Instants.zone(zone);
    Instant begin = Instants.parse(from, clock, cli.clock().instant());
    Instant end = Instants.parseFrom(to == null ? "1h" : to, clock, begin);
    if (!begin.isBefore(end)) {
      throw CliException.usage("--to must be after --from.");
    }
    JsonNode timeline = cli.api().get(query("/schedules/timeline", begin, end));
    JsonNode conflicts = cli.api().get(query("/schedules/conflicts", begin, end));
    switch (output.format) {
      case TABLE -> print(new SimulatedTimes(clock), timeline, conflicts);
      case JSON, YAML, NDJSON -> {
        ObjectNode both = Json.object();
        both.set("timeline", timeline);
        both.set("conflicts", conflicts);
        output.one(cli.terminal(), ScheduleViews.SCHEDULES, both);
      }
      case NAME -> output.all(cli.terminal(), ScheduleViews.SCHEDULES, items(timeline, "items"));
    }
    return Exit.OK.code();
  }

  private String query(String path, Instant begin, Instant end) {
    return new Query(path).with("from", begin).with("to", end).with("selector", selector).path();
  }

  private void print(SimulatedTimes times, JsonNode timeline, JsonNode conflicts) {
    PrintStream out = cli.terminal().out();
    times.timeline(out, items(timeline, "items"));
    times.conflicts(out, items(conflicts, "targets"));
    times.hours(out, items(conflicts, "hours"));
    out.flush();
    Terminal terminal = cli.terminal();
    if (items(timeline, "items").isEmpty()) {
      terminal.say("Nothing is due.");
    }
    if (items(conflicts, "targets").isEmpty() && items(conflicts, "hours").isEmpty()) {
      terminal.say("No conflicts.");
    }
    if (!timeline.path("complete").asBoolean(true) || !conflicts.path("complete").asBoolean(true)) {
      terminal.say("There is more than is shown: narrow it with --selector or a shorter time.");
    }
  }

  private static List<JsonNode> items(JsonNode holder, String field) {
    return holder.path(field).valueStream().toList();
  }
}
