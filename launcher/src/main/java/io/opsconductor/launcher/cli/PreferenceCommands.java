package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** How the caller likes to see things. */
@Command(
    name = "preferences",
    synopsisSubcommandLabel = "COMMAND",
    description = "How you like to see things in the browser: time zone, theme, page size …")
final class PreferenceCommands {

  private static final String PATH = "/me/preferences";

  /** Whatever is there: who types a command means it. */
  private static final Map<String, String> ANY_VERSION = Map.of("If-Match", "*");

  private static final View VIEW = View.by("name").with("NAME", "name").with("VALUE", "value");

  private final Cli cli;

  PreferenceCommands(Cli cli) {
    this.cli = cli;
  }

  @Command(name = "ls", aliases = "list", description = "Show your preferences.")
  int list(@Mixin OutputOption output) {
    show(output, cli.api().get(PATH));
    return Exit.OK.code();
  }

  @Command(
      name = "set",
      description = {
        "Change some of your preferences; the others stay.",
        "For example: opsconductor preferences set timeZone=Europe/Berlin theme=dark"
      })
  int set(
      @Parameters(
              paramLabel = "NAME=VALUE",
              arity = "1..*",
              description = "Names as ls shows them.")
          List<String> changes,
      @Mixin OutputOption output) {
    show(output, cli.api().patch(PATH, parsed(changes), ANY_VERSION));
    return Exit.OK.code();
  }

  @Command(name = "reset", description = "Forget all that you chose.")
  int reset(@Mixin OutputOption output) {
    show(output, cli.api().put(PATH, Json.object(), ANY_VERSION));
    return Exit.OK.code();
  }

  private static ObjectNode parsed(List<String> changes) {
    ObjectNode parsed = Json.object();
    for (String change : changes) {
      int equals = change.indexOf('=');
      if (equals < 1) {
        throw CliException.usage("Say NAME=VALUE, not " + change + ".");
      }
      String name = change.substring(0, equals);
      String value = change.substring(equals + 1);
      if (value.equals("true") || value.equals("false")) {
        parsed.put(name, Boolean.parseBoolean(value));
      } else if (value.matches("-?[0-9]{1,9}")) {
        parsed.put(name, Integer.parseInt(value));
      } else {
        parsed.put(name, value);
      }
    }
    return parsed;
  }

  private void show(OutputOption output, JsonNode preferences) {
    if (output.format != OutputFormat.TABLE) {
      output.one(cli.terminal(), VIEW, preferences);
      return;
    }
    List<JsonNode> rows = new ArrayList<>();
    preferences
        .properties()
        .forEach(
            field -> {
              if (!field.getKey().equals("version")) {
                rows.add(
                    Json.object()
                        .put("name", field.getKey())
                        .put("value", field.getValue().asText()));
              }
            });
    output.all(cli.terminal(), VIEW, rows);
  }
}
