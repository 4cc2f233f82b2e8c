package io.opsconductor.launcher.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accounts of external directories with which people sign in. */
@Command(
    name = "identity",
    aliases = "identities",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "The accounts of external directories with which you sign in; for administrators, those of"
          + " others."
    })
final class IdentityCommands {

  private static final View VIEW =
      View.by("id")
          .with("ID", "id")
          .with("DIRECTORY", "provider")
          .with("NAME", "username")
          .with("EMAIL", "email")
          .withTime("LINKED", "linkedAt")
          .withTime("LAST_USED", "lastUsedAt");

  private final Cli cli;

  IdentityCommands(Cli cli) {
    this.cli = cli;
  }

  @Command(name = "ls", aliases = "list", description = "List them.")
  int list(
      @Option(
              names = {"-u", "--user"},
              paramLabel = "USER",
              description = "Those of this user, by name or id.")
          String user,
      @Mixin OutputOption output) {
    output.all(cli.terminal(), VIEW, cli.api().list(path(user), 0));
    return Exit.OK.code();
  }

  @Command(
      description = {
        "Take one away, with the roles and teams that it gave.",
        "A user of whom an administrator takes one is signed out everywhere."
      })
  int unlink(
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = {"-u", "--user"},
              paramLabel = "USER",
              description = "One of this user's, by name or id.")
          String user) {
    cli.api().delete(path(user) + "/" + id);
    cli.terminal().say("Unlinked " + id + ".");
    return Exit.OK.code();
  }

  private String path(String user) {
    return user == null ? "/auth/identities" : "/users/" + cli.lookup().user(user) + "/identities";
  }
}
