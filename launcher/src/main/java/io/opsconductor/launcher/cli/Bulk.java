package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The same to several things: shown first, then asked, then done to exactly those.
 *
 * @param path of the operation on several
 * @param things what they are called
 * @param view of what became of each
 */
record Bulk(Cli cli, String path, String things, View view) {

  /**
   * Does it, or shows what would happen.
   *
   * @param verb what is done, for the question
   * @return what was done; empty when nothing was to be
   */
  Optional<JsonNode> run(
      ObjectNode request, String verb, boolean preview, boolean yes, OutputOption output) {
    JsonNode would = cli.api().post(path, request.deepCopy().put("preview", true));
    int changed = would.path("changed").asInt();
    if (preview || changed == 0) {
      output.all(cli.terminal(), view, items(would));
      cli.terminal().say(counted(would, "would be changed"));
      return Optional.empty();
    }
    if (!yes) {
      ask(verb, would);
    }
    JsonNode done = cli.api().post(path, exactly(request, would).put("expect", changed));
    output.all(cli.terminal(), view, items(done));
    cli.terminal().say(counted(done, "changed"));
    return Optional.of(done);
  }

  /** Those that were shown, and nothing that matches only now. */
  private static ObjectNode exactly(ObjectNode request, JsonNode would) {
    ObjectNode same = request.deepCopy();
    ObjectNode select = same.putObject("select");
    select.set(
        "ids", Json.strings(items(would).stream().map(item -> Json.text(item, "id")).toList()));
    return same;
  }

  private void ask(String verb, JsonNode would) {
    Terminal terminal = cli.terminal();
    for (JsonNode item : items(would)) {
      String reason = item.hasNonNull("detail") ? ": " + Json.text(item, "detail") : "";
      terminal.say("  " + view.identity(item) + " " + Json.text(item, "outcome") + reason);
    }
    terminal.say(counted(would, "would be changed"));
    String answer =
        terminal
            .ask(verb + " for " + would.path("changed").asInt() + " " + things + "? [y/N]")
            .orElseThrow(
                () ->
                    CliException.usage(
                        "No terminal to ask: nothing was done. Use --yes to do it."));
    if (!answer.equalsIgnoreCase("y") && !answer.equalsIgnoreCase("yes")) {
      throw new CliException(Exit.ERROR, "Nothing was done.");
    }
  }

  private static List<JsonNode> items(JsonNode result) {
    return result.path("items").valueStream().toList();
  }

  private static String counted(JsonNode result, String changed) {
    return "%d of %d %s, %d so already, %d refused."
        .formatted(
            result.path("changed").asInt(),
            result.path("selected").asInt(),
            changed,
            result.path("unchanged").asInt(),
            result.path("refused").asInt());
  }
}
