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

  @Option(
      names = {"-t", "--selector"},
      paramLabel = "SELECTOR",
      description = "On all targets that match, for example env=prod.")
  String selector;

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description = "On this target, by name or id; may be repeated.")
  List<String> targets = new ArrayList<>();

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
      names = "--parallelism",
      paramLabel = "N",
      description = "On how many targets at once; default: 50.")
  Integer parallelism;

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
    if ((selector == null) == targets.isEmpty()) {
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
    addTargets(request.putObject("targets"));
    addLimits(request);
    return request;
  }

  private void addTargets(ObjectNode selection) {
    if (selector != null) {
      selection.put("selector", selector);
    } else {
      selection.set("ids", Json.strings(cli.lookup().targets(targets)));
    }
  }

  private void addLimits(ObjectNode request) {
    if (parallelism != null) {
      request.putObject("strategy").put("parallelism", parallelism);
    }
    if (timeout != null) {
      request.put("timeoutSeconds", timeout.toSeconds());
    }
    if (!parameters.isEmpty()) {
      request.set("parameters", Values.strings(parameters));
    }
  }
}
