package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The people who may sign in. */
@Command(
    name = "user",
    aliases = "users",
    synopsisSubcommandLabel = "COMMAND",
    description = "The people who may sign in.")
final class UserCommands {

  private static final View VIEW =
      View.by("username")
          .with("USERNAME", "username")
          .with("ROLES", user -> View.list(user.path("roles")))
          .with("ENABLED", "enabled")
          .withTime("CREATED", "createdAt")
          .with("ID", "id");

  private final Cli cli;

  UserCommands(Cli cli) {
    this.cli = cli;
  }

  @Command(description = "Add a user. The password is asked for unless an option says otherwise.")
  int add(
      @Parameters(paramLabel = "USERNAME") String username,
      @Option(
              names = {"-r", "--role"},
              required = true,
              split = ",",
              paramLabel = "ROLE",
              description = "For example viewer, operator or admin; may be repeated.")
          List<String> roles,
      @Mixin SecretOptions password,
      @Mixin OutputOption output) {
    ObjectNode user =
        Json.object()
            .put("username", username)
            .put("password", password.read(cli, "Password for " + username));
    user.set("roles", Json.strings(roles));
    output.one(cli.terminal(), VIEW, cli.api().post("/users", user));
    return Exit.OK.code();
  }

  @Command(name = "ls", aliases = "list", description = "List users.")
  int list(
      @Option(names = "--limit", description = "At most so many.") int limit,
      @Mixin OutputOption output) {
    output.all(cli.terminal(), VIEW, cli.api().list("/users", limit));
    return Exit.OK.code();
  }
}
