package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

  private static final View QUEUES =
      View.by("queue")
          .with("GROUP", "group")
          .with("QUEUE", "name")
          .with("NODE", "node")
          .with("LENGTH", "length")
          .with("CAPACITY", "capacity")
          .withTime("OLDEST", "oldestAt");

  private static final View BREAKERS =
      View.by("operation")
          .with("NODE", "by")
          .with("DOES NOT ASK", "node")
          .with("OPERATION", "operation")
          .with("STATE", "state");

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

  @Command(description = "List what waits within the groups.")
  int queues(@Mixin OutputOption output) {
    Map<String, JsonNode> queues = new LinkedHashMap<>();
    for (JsonNode node : cli.api().get("/cluster/nodes").path("items")) {
      for (JsonNode group : node.path("groups")) {
        for (JsonNode queue : group.path("queues")) {
          ObjectNode told = Json.object().put("group", Json.text(group, "name"));
          boolean shared = queue.path("shared").asBoolean();
          if (!shared) {
            told.put("node", Json.text(node, "id"));
          }
          told.setAll((ObjectNode) queue);
          String name = Json.text(told, "group") + "/" + Json.text(told, "name");
          told.put("queue", shared ? name : name + "@" + Json.text(node, "id"));
          queues.putIfAbsent(Json.text(told, "queue"), told);
        }
      }
    }
    output.all(cli.terminal(), QUEUES, List.copyOf(queues.values()));
    return Exit.OK.code();
  }

  @Command(description = "List which nodes do not ask which others for what, after failures.")
  int breakers(@Mixin OutputOption output) {
    List<JsonNode> breakers = new ArrayList<>();
    for (JsonNode node : cli.api().get("/cluster/nodes").path("items")) {
      for (JsonNode breaker : node.path("breakers")) {
        breakers.add(((ObjectNode) breaker).put("by", Json.text(node, "id")));
      }
    }
    output.all(cli.terminal(), BREAKERS, breakers);
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
