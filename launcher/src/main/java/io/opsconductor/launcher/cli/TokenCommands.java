package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** API tokens, with which programs act for their owners. */
@Command(
    name = "token",
    aliases = "tokens",
    synopsisSubcommandLabel = "COMMAND",
    description = "API tokens, with which programs act for you.")
final class TokenCommands {

  static final View VIEW =
      View.by("id")
          .with("ID", "id")
          .with("NAME", "name")
          .with("PERMISSIONS", token -> TokenScopes.text(token))
          .with("STATE", "state")
          .withTime("EXPIRES", "expiresAt")
          .withTime("LAST_USED", "lastUsedAt")
          .with("FROM", "lastUsedFrom");

  private static final View WORTH =
      View.by("sub")
          .with("ACTIVE", "active")
          .with("KIND", "kind")
          .with("USER", "username")
          .with("PERMISSIONS", "scope")
          .with("EXPIRES", worth -> worth.has("exp") ? time(worth.path("exp").asLong()) : "");

  private static String time(long seconds) {
    return Instant.ofEpochSecond(seconds).toString();
  }

  private final Cli cli;

  TokenCommands(Cli cli) {
    this.cli = cli;
  }

  @Command(
      description = {
        "Make a token and print it, which is done this once: nobody can show it again.",
        "Other commands take it from OPSCONDUCTOR_TOKEN or OPSCONDUCTOR_TOKEN_FILE."
      })
  int create(
      @Parameters(paramLabel = "NAME", description = "What it is for.") String name,
      @Mixin TokenOptions options,
      @Mixin OutputOption output) {
    print(cli, cli.api().post("/tokens", options.request(cli, name)), output);
    return Exit.OK.code();
  }

  /** The text of a new token alone, to be read by a program, unless a format is asked for. */
  static void print(Cli cli, JsonNode created, OutputOption output) {
    if (output.format != OutputFormat.TABLE) {
      output.one(cli.terminal(), VIEW, created);
      return;
    }
    cli.terminal().out().println(Json.text(created, "token"));
    cli.terminal().out().flush();
    String end = Json.text(created, "expiresAt");
    cli.terminal()
        .say(
            "Made token "
                + Json.text(created, "id")
                + (end.isEmpty() ? ", without an end" : ", until " + end)
                + ". Keep it now: it is not shown again.");
  }

  @Command(name = "ls", aliases = "list", description = "List tokens, the newest first.")
  int list(
      @Option(
              names = {"-u", "--user"},
              paramLabel = "USER",
              description = "Those of this user, by name or id, instead of yours.")
          String user,
      @Option(names = "--limit", description = "At most so many.") int limit,
      @Mixin OutputOption output) {
    String path = user == null ? "/tokens" : "/users/" + cli.lookup().user(user) + "/tokens";
    output.all(cli.terminal(), VIEW, cli.api().list(path, limit));
    return Exit.OK.code();
  }

  @Command(
      description = "Revoke tokens: they are refused, and their connections closed, in seconds.")
  int revoke(
      @Parameters(
              paramLabel = "TOKEN",
              arity = "1..*",
              description = "Ids; of your own also names.")
          List<String> tokens) {
    List<String> ids = tokens.stream().map(cli.lookup()::token).toList();
    for (String id : ids) {
      cli.api().delete("/tokens/" + id);
      cli.terminal().say("Revoked token " + id + ".");
    }
    return Exit.OK.code();
  }

  @Command(
      description = {
        "Tell what a token that somebody brought is worth: an access token or an API token of your",
        "organization. Reads it from standard input, or from a file. Exit code 1 when it is good"
            + " for nothing."
      })
  int validate(
      @Option(names = "--file", paramLabel = "FILE", description = "Read the token from a file.")
          Path file,
      @Mixin OutputOption output) {
    String token = (file == null ? cli.terminal().readInput() : cli.readFile(file)).strip();
    if (token.isEmpty()) {
      throw CliException.usage("The token is empty.");
    }
    JsonNode worth = cli.api().post("/auth/validate", Json.object().put("token", token));
    output.one(cli.terminal(), WORTH, worth);
    return worth.path("active").asBoolean() ? Exit.OK.code() : Exit.ERROR.code();
  }

  /** What a new token is like. */
  static final class TokenOptions {
    @Option(
        names = {"-p", "--permission"},
        required = true,
        split = ",",
        paramLabel = "PERMISSION",
        description = "Such as target:read, or '*' for all that its owner may; may be repeated.")
    List<String> permissions;

    @Option(
        names = "--on",
        paramLabel = "TYPE:WHICH",
        description = {
          "Those permissions that are about such objects only on this: target:NAME, job:NAME,",
          "credential:NAME, or on all that a selector matches: 'target:env=dev'. May be repeated."
        })
    List<String> on;

    @Option(
        names = "--expires-in",
        converter = Durations.class,
        paramLabel = "TIME",
        description = "Such as 90d. Default: as long as the server allows.")
    Duration expiresIn;

    @Option(names = "--no-expiry", description = "It does not end, if the server allows that.")
    boolean noExpiry;

    ObjectNode request(Cli cli, String name) {
      if (noExpiry && expiresIn != null) {
        throw CliException.usage("Give one of --expires-in and --no-expiry.");
      }
      ObjectNode request = Json.object().put("name", name);
      TokenScopes.put(request, permissions, on, cli.lookup());
      if (noExpiry) {
        request.putNull("expiresAt");
      } else if (expiresIn != null) {
        request.put("expiresAt", cli.clock().instant().plus(expiresIn).toString());
      }
      return request;
    }
  }
}
