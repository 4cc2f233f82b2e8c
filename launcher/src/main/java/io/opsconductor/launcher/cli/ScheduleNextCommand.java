package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.contracts.schedules.FoldPolicy;
import io.opsconductor.contracts.schedules.GapPolicy;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** When something is due. */
@Command(
    name = "next",
    description = {
      "When a schedule is due next, or with --cron when an expression would be.",
      "Told by the engine that fires, with what happens when clocks change."
    })
final class ScheduleNextCommand implements Callable<Integer> {
  private final Cli cli;

  @Parameters(arity = "0..1", paramLabel = "SCHEDULE", description = "Name or id.")
  private String name;

  @Option(
      names = "--cron",
      paramLabel = "EXPRESSION",
      description = "Of no schedule, but for example '30 2 * * mon-fri'.")
  private String cron;

  @Option(names = "--zone", paramLabel = "ZONE", description = "Of --cron; default: UTC.")
  private String zone;

  @Option(
      names = "--gap",
      description = "Of --cron, for times that the clock leaps over: ${COMPLETION-CANDIDATES}.")
  private GapPolicy gap;

  @Option(
      names = "--fold",
      description = "Of --cron, for times that the clock shows twice: ${COMPLETION-CANDIDATES}.")
  private FoldPolicy fold;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      description = "How many; default: ${DEFAULT-VALUE}.")
  private int count = 10;

  @Option(names = "--from", paramLabel = "TIME", description = "None before; default: now.")
  private String from;

  @Mixin private OutputOption output;

  ScheduleNextCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    if ((name == null) == (cron == null)) {
      throw CliException.usage("Give either a schedule or --cron.");
    }
    if (cron == null && (zone != null || gap != null || fold != null)) {
      throw CliException.usage("--zone, --gap and --fold go with --cron.");
    }
    JsonNode preview = cron == null ? ofSchedule() : ofExpression();
    String words = Json.text(preview, "words");
    if (!words.isEmpty()) {
      cli.terminal().say(words);
    }
    output.all(cli.terminal(), ScheduleViews.TIMES, preview.path("times").valueStream().toList());
    return Exit.OK.code();
  }

  private JsonNode ofSchedule() {
    return cli.api()
        .get(
            new Query("/schedules/" + cli.lookup().schedule(name) + "/next")
                .with("count", count)
                .with("from", start())
                .path());
  }

  private JsonNode ofExpression() {
    ObjectNode request = Json.object().put("count", count);
    ObjectNode spec = request.putObject("spec").put("type", "cron").put("expression", cron);
    if (zone != null) {
      spec.put("zone", zone);
    }
    ObjectNode dst = request.putObject("dst");
    if (gap != null) {
      dst.put("gap", gap.wireName());
    }
    if (fold != null) {
      dst.put("overlap", fold.wireName());
    }
    if (from != null) {
      request.put("from", start().toString());
    }
    return cli.api().post("/schedules/preview", request);
  }

  private Instant start() {
    return from == null ? null : Instants.parse(from, Instants.zone(zone), cli.clock().instant());
  }
}
