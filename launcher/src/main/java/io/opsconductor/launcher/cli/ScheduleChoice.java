package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which schedules are changed, and how it is shown and asked. */
final class ScheduleChoice {

  @Parameters(arity = "0..*", paramLabel = "SCHEDULE", description = "Names or ids.")
  private List<String> names;

  @Option(
      names = {"-s", "--selector"},
      paramLabel = "SELECTOR",
      description = "All that match, for example 'name~night* and zone=Europe/Berlin'.")
  private String selector;

  @Option(names = "--dry-run", description = "Only show what would happen.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Mixin private OutputOption output;

  /**
   * Does it: to one that is named as it is, to several after they were shown and asked about.
   *
   * @param action as the server calls it
   * @param details of the action
   */
  int change(Cli cli, String action, ObjectNode details) {
    if ((names == null) == (selector == null)) {
      throw CliException.usage("Say which schedules: by name, or with --selector.");
    }
    if (names != null && names.size() == 1 && !dryRun) {
      return changeOne(cli, action, details);
    }
    ObjectNode request = Json.object().put("action", action);
    ObjectNode select = request.putObject("select");
    if (names == null) {
      select.put("selector", selector);
    } else {
      select.set("ids", Json.strings(cli.lookup().schedules(names)));
    }
    request.setAll(details);
    Optional<JsonNode> done =
        new Bulk(cli, "/schedules/bulk", "schedules", ScheduleViews.BULK)
            .run(request, action, dryRun, yes, output);
    return done.filter(result -> result.path("refused").asInt() > 0).isPresent()
        ? Exit.ERROR.code()
        : Exit.OK.code();
  }

  private int changeOne(Cli cli, String action, ObjectNode details) {
    String path = "/schedules/" + cli.lookup().schedule(names.getFirst()) + "/" + action;
    output.one(cli.terminal(), ScheduleViews.SCHEDULES, cli.api().post(path, details));
    return Exit.OK.code();
  }
}
