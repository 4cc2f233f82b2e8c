package io.opsconductor.launcher.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is due runs again. */
@Command(
    name = "resume",
    description = {
      "Let paused schedules go on; what was due meanwhile stays skipped.",
      "Of several it is shown first which, and asked."
    })
final class ScheduleResumeCommand implements Callable<Integer> {
  private final Cli cli;

  @Mixin private ScheduleChoice choice;

  ScheduleResumeCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    return choice.change(cli, "resume", Json.object());
  }
}
