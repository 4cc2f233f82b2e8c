package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a command or a script without a job. */
@Command(
    name = "exec",
    description = {
      "Run a command or a script on targets, and follow it until it ends.",
      "Ctrl-C asks to cancel it; a second Ctrl-C leaves at once.",
      "For example: opsconductor exec -t 'env=prod and role in (web,api)' -- uptime"
    })
final class ExecCommand implements Callable<Integer> {

  private final Cli cli;

  @Mixin TargetOptions on = new TargetOptions();

  @Option(
      names = "--script",
      paramLabel = "FILE",
      description = "Run this script instead of a command; - is standard input.")
  Path script;

  @Option(
      names = "--interpreter",
      paramLabel = "NAME",
      description = "What runs the script: sh, bash, python, perl or powershell; default: sh.")
  String interpreter;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "Limit of the whole run: 90, 90s, 5m or 2h; default: 24h.")
  Duration timeout;

  @Option(
      names = {"-p", "--parameter"},
      paramLabel = "NAME=VALUE",
      description = "An environment variable on the target; may be repeated.")
  Map<String, String> parameters = new LinkedHashMap<>();

  @Mixin FollowOptions follow = new FollowOptions();

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = "A line for /bin/sh; several words are joined with blanks.")
  List<String> command = new ArrayList<>();

  ExecCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    return follow.started(cli, cli.api().start("/executions", request()));
  }

  private ObjectNode request() {
    if (command.isEmpty() == (script == null)) {
      throw CliException.usage("Give either a command or --script.");
    }
    if (on.isEmpty()) {
      throw CliException.usage("Give either --selector (-t) or --target.");
    }
    if (interpreter != null && script == null) {
      throw CliException.usage("--interpreter belongs to --script.");
    }
    ObjectNode request = Json.object();
    if (script == null) {
      request.put("command", String.join(" ", command));
    } else {
      request.put("script", cli.readFile(script));
    }
    if (interpreter != null) {
      request.put("interpreter", interpreter);
    }
    on.addTo(request, cli);
    addLimits(request);
    return request;
  }

  private void addLimits(ObjectNode request) {
    if (timeout != null) {
      request.put("timeoutSeconds", timeout.toSeconds());
    }
    if (!parameters.isEmpty()) {
      request.set("parameters", Values.strings(parameters));
    }
  }
}
