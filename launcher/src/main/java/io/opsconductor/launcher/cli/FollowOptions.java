package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a started execution is followed. */
final class FollowOptions {

  @Option(names = "--no-wait", description = "Print the execution and leave; it goes on.")
  boolean noWait;

  @Option(names = "--no-prefix", description = "Do not put the host before each line.")
  boolean noPrefix;

  @Mixin OutputOption output = new OutputOption();

  /** Follows what was started, and gives the exit code. */
  int started(Cli cli, JsonNode execution) {
    if (noWait) {
      output.one(cli.terminal(), View.EXECUTIONS, execution);
      return Exit.OK.code();
    }
    return new Follow(cli, Json.text(execution, "id"), output.format, noPrefix)
        .cancelling()
        .run()
        .code();
  }
}
