package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Organizations: not in the help, because most installations have one and never need the word. */
@Command(
    name = "organization",
    aliases = "organizations",
    hidden = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Organizations: walls, with users and things of their own behind each.")
final class OrganizationCommands {

  private static final View VIEW =
      View.by("name")
          .with("NAME", "name")
          .with("LIMITS", organization -> View.pairs(organization.path("limits")))
          .with("ID", "id");

  private final Cli cli;

  OrganizationCommands(Cli cli) {
    this.cli = cli;
  }

  /** How many there may be; none is as many as they like. */
  static final class Limits {
    @Option(names = "--max-users", paramLabel = "N")
    Integer users;

    @Option(names = "--max-targets", paramLabel = "N")
    Integer targets;

    @Option(names = "--max-jobs", paramLabel = "N")
    Integer jobs;

    @Option(names = "--max-executions", paramLabel = "N", description = "At once.")
    Integer executions;

    @Option(names = "--max-service-accounts", paramLabel = "N")
    Integer serviceAccounts;

    ObjectNode json() {
      ObjectNode limits = Json.object();
      put(limits, "users", users);
      put(limits, "targets", targets);
      put(limits, "jobs", jobs);
      put(limits, "executions", executions);
      put(limits, "serviceAccounts", serviceAccounts);
      return limits;
    }

    private static void put(ObjectNode limits, String name, Integer most) {
      if (most != null) {
        limits.put(name, most);
      }
    }
  }

  @Command(name = "ls", aliases = "list", description = "List organizations.")
  int list(@Mixin OutputOption output) {
    output.all(cli.terminal(), VIEW, cli.api().list("/organizations", 0));
    return Exit.OK.code();
  }

  @Command(description = "Add an organization.")
  int add(
      @Parameters(paramLabel = "NAME") String name,
      @Mixin Limits limits,
      @Mixin OutputOption output) {
    ObjectNode organization = Json.object().put("name", name);
    organization.set("limits", limits.json());
    output.one(cli.terminal(), VIEW, cli.api().post("/organizations", organization));
    return Exit.OK.code();
  }

  @Command(name = "get", description = "Show an organization.")
  int get(
      @Parameters(paramLabel = "ORGANIZATION", description = "Name or id.") String organization,
      @Mixin OutputOption output) {
    output.one(cli.terminal(), VIEW, cli.api().get(path(organization)));
    return Exit.OK.code();
  }

  @Command(description = "Give an organization another name.")
  int rename(
      @Parameters(index = "0", paramLabel = "ORGANIZATION", description = "Name or id.")
          String organization,
      @Parameters(index = "1", paramLabel = "NAME") String name,
      @Mixin OutputOption output) {
    ObjectNode change = Json.object().put("name", name);
    Map<String, String> any = Map.of("If-Match", "*");
    output.one(cli.terminal(), VIEW, cli.api().patch(path(organization), change, any));
    return Exit.OK.code();
  }

  private String path(String organization) {
    return "/organizations/" + cli.lookup().organization(organization);
  }

  @Command(description = "Set all limits of an organization; what is not given has none.")
  int limit(
      @Parameters(paramLabel = "ORGANIZATION", description = "Name or id.") String organization,
      @Mixin Limits limits,
      @Mixin OutputOption output) {
    ObjectNode change = Json.object();
    change.set("limits", limits.json());
    Map<String, String> any = Map.of("If-Match", "*");
    output.one(cli.terminal(), VIEW, cli.api().patch(path(organization), change, any));
    return Exit.OK.code();
  }
}
