package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/** Prints what an execution that still goes on has printed so far, target by target. */
final class StoredOutput {

  private static final int PART = 1024 * 1024;

  private final Cli cli;
  private final String path;
  private final LinePrinter printer;
  private final LineJoiner joiner;

  StoredOutput(Cli cli, String executionId, boolean noPrefix) {
    this.cli = cli;
    this.path = "/executions/" + executionId + "/tasks";
    this.printer = new LinePrinter(cli.terminal(), !noPrefix);
    this.joiner = new LineJoiner(printer);
  }

  void print(Optional<String> only) {
    List<JsonNode> tasks =
        cli.api().list(path, 0).stream().filter(task -> wanted(task, only)).toList();
    if (tasks.isEmpty() && only.isPresent()) {
      throw new CliException(Exit.NOT_FOUND, "The execution has no target '" + only.get() + "'.");
    }
    tasks.forEach(task -> printer.expect(target(task)));
    for (JsonNode task : tasks) {
      print(task, "stdout");
      print(task, "stderr");
    }
  }

  private void print(JsonNode task, String stream) {
    String id = Json.text(task, "id");
    LineJoiner.Source source = new LineJoiner.Source(id, target(task), stream);
    long offset = 0;
    while (true) {
      HttpResponse<byte[]> part =
          cli.api()
              .bytes(
                  path
                      + "/"
                      + id
                      + "/output?stream="
                      + stream
                      + "&offset="
                      + offset
                      + "&limit="
                      + PART);
      if (part.body().length == 0) {
        break;
      }
      part.headers()
          .firstValue("Elided-Bytes")
          .ifPresent(
              bytes -> {
                joiner.endAll();
                printer.flush();
                cli.terminal()
                    .say(target(task) + ": " + bytes + " bytes of " + stream + " are not kept");
              });
      joiner.add(source, 0, 0, part.body());
      printer.flush();
      offset = part.headers().firstValueAsLong("Next-Offset").orElse(offset + part.body().length);
    }
    joiner.endAll();
    printer.flush();
  }

  private static boolean wanted(JsonNode task, Optional<String> only) {
    return only.isEmpty()
        || only.get().equals(target(task))
        || only.get().equals(Json.text(task.path("target"), "id"));
  }

  private static String target(JsonNode task) {
    return Json.text(task.path("target"), "name");
  }
}
