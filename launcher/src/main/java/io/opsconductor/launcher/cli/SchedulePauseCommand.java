package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is due is skipped from now on. */
@Command(
    name = "pause",
    description = {
      "Pause schedules: what is due meanwhile is skipped.",
      "Of several it is shown first which, and asked."
    })
final class SchedulePauseCommand implements Callable<Integer> {
  private final Cli cli;

  @Mixin private ScheduleChoice choice;

  @Option(
      names = {"-r", "--reason"},
      paramLabel = "TEXT",
      description = "Why, for people.")
  private String reason;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description =
          "They go on by themselves then: after 2h, at 2026-12-01T06:00:00Z, or when this machine's"
              + " clock shows 2026-12-01T06:00.")
  private String until;

  SchedulePauseCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    ObjectNode details = Json.object();
    if (reason != null) {
      details.put("reason", reason);
    }
    if (until != null) {
      details.put(
          "until",
          Instants.parseFrom(until, ZoneId.systemDefault(), cli.clock().instant()).toString());
    }
    return choice.change(cli, "pause", details);
  }
}
