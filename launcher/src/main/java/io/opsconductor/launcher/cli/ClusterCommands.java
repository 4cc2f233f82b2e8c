package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The nodes of the cluster. */
@Command(
    name = "cluster",
    synopsisSubcommandLabel = "COMMAND",
    description = "The nodes of the cluster and the groups on them.")
final class ClusterCommands {

  private static final View VIEW =
      View.by("id")
          .with("ID", "id")
          .with("STATE", "state")
          .with("VERSION", "version")
          .withTime("STARTED", "startedAt")
          .with("GROUPS", ClusterCommands::groups);

  private final Cli cli;

  ClusterCommands(Cli cli) {
    this.cli = cli;
  }

  @Command(description = "List the nodes.")
  int nodes(@Mixin OutputOption output) {
    JsonNode nodes = cli.api().get("/cluster/nodes").path("items");
    output.all(cli.terminal(), VIEW, nodes.valueStream().toList());
    return Exit.OK.code();
  }

  @Command(description = "Set how many instances of a group a node runs.")
  int scale(
      @Parameters(paramLabel = "NODE", description = "Its id, or the beginning of it.") String node,
      @Parameters(paramLabel = "GROUP") String group,
      @Parameters(paramLabel = "N", description = "0 to 64.") int instances,
      @Mixin OutputOption output) {
    String path = path(node) + "/groups/" + Api.encode(group);
    JsonNode body = Json.object().put("instances", instances);
    output.one(cli.terminal(), VIEW, cli.api().put(path, body, Map.of()));
    return Exit.OK.code();
  }

  @Command(description = "Let a node finish what it has and take no new work.")
  int drain(
      @Parameters(paramLabel = "NODE", description = "Its id, or the beginning of it.") String node,
      @Mixin OutputOption output) {
    output.one(cli.terminal(), VIEW, cli.api().post(path(node) + "/drain", Json.object()));
    return Exit.OK.code();
  }

  private String path(String node) {
    return "/cluster/nodes/" + Api.encode(cli.lookup().node(node));
  }

  /** For example {@code gateway=1 workers=4(down)}. */
  private static String groups(JsonNode node) {
    return node.path("groups")
        .valueStream()
        .map(
            group ->
                Json.text(group, "name")
                    + "="
                    + Json.text(group, "instances")
                    + (Json.text(group, "health").equals("down") ? "(down)" : ""))
        .collect(Collectors.joining(" "));
  }
}
