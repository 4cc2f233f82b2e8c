package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** On which targets something runs, and on how many of them at once. */
final class TargetOptions {
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
      names = "--parallelism",
      paramLabel = "N",
      description = "On how many targets at once; default: 50, or what the job says.")
  Integer parallelism;

  /** Whether no targets are named. */
  boolean isEmpty() {
    return selector == null && targets.isEmpty();
  }

  /** Adds what was given to a request that starts something. */
  void addTo(ObjectNode request, Cli cli) {
    if (selector != null && !targets.isEmpty()) {
      throw CliException.usage("Give either --selector (-t) or --target.");
    }
    if (selector != null) {
      request.putObject("targets").put("selector", selector);
    } else if (!targets.isEmpty()) {
      request.putObject("targets").set("ids", Json.strings(cli.lookup().targets(targets)));
    }
    if (parallelism != null) {
      request.putObject("strategy").put("parallelism", parallelism);
    }
  }
}
