package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** API tokens with which programs act as a service account. */
@Command(
    name = "token",
    aliases = "tokens",
    synopsisSubcommandLabel = "COMMAND",
    description = "API tokens, with which programs act as a service account.")
final class ServiceAccountTokenCommands {

  private final Cli cli;

  ServiceAccountTokenCommands(Cli cli) {
    this.cli = cli;
  }

  @Command(
      description = {
        "Make a token and print it, which is done this once: nobody can show it again.",
        "Other commands take it from OPSCONDUCTOR_TOKEN or OPSCONDUCTOR_TOKEN_FILE."
      })
  int create(
      @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Name or id.") String account,
      @Parameters(index = "1", paramLabel = "NAME", description = "What it is for.") String name,
      @Mixin TokenCommands.TokenOptions options,
      @Mixin OutputOption output) {
    TokenCommands.print(cli, cli.api().post(path(account), options.request(cli, name)), output);
    return Exit.OK.code();
  }

  @Command(name = "ls", aliases = "list", description = "List tokens, the newest first.")
  int list(
      @Parameters(paramLabel = "ACCOUNT", description = "Name or id.") String account,
      @Option(names = "--limit", description = "At most so many.") int limit,
      @Mixin OutputOption output) {
    output.all(cli.terminal(), TokenCommands.VIEW, cli.api().list(path(account), limit));
    return Exit.OK.code();
  }

  @Command(
      description = "Revoke tokens: they are refused, and their connections closed, in seconds.")
  int revoke(
      @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Name or id.") String account,
      @Parameters(
              index = "1..*",
              arity = "1..*",
              paramLabel = "TOKEN",
              description = "Names or ids.")
          List<String> tokens) {
    List<JsonNode> known = cli.api().list(path(account), 0);
    List<String> ids = tokens.stream().map(token -> Lookup.token(known, token)).toList();
    for (String id : ids) {
      cli.api().delete("/tokens/" + id);
      cli.terminal().say("Revoked token " + id + ".");
    }
    return Exit.OK.code();
  }

  private String path(String account) {
    return "/service-accounts/" + cli.lookup().serviceAccount(account) + "/tokens";
  }
}
