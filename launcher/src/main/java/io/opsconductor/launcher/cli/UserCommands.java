package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
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

  static final View VIEW =
      View.by("username")
          .with("USERNAME", "username")
          .with("ROLES", user -> View.list(user.path("roles")))
          .with("ENABLED", "enabled")
          .with("EMAIL", "email")
          .withTime("CREATED", "createdAt")
          .with("ID", "id");

  private final Cli cli;

  private UserCommands(Cli cli) {
    this.cli = cli;
  }

  /** With the command on several. */
  static CommandLine create(Cli cli) {
    return new CommandLine(new UserCommands(cli))
        .addSubcommand(new BulkCommand(cli))
        .addSubcommand(new ActivityCommand(cli));
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
      @Option(names = "--organization", paramLabel = "NAME", hidden = true) String organization,
      @Mixin SecretOptions password,
      @Mixin OutputOption output) {
    ObjectNode user =
        Json.object()
            .put("username", username)
            .put("password", password.read(cli, "Password for " + username));
    user.set("roles", Json.strings(roles));
    if (organization != null) {
      user.put("organizationId", cli.lookup().organization(organization));
    }
    output.one(cli.terminal(), VIEW, cli.api().post("/users", user));
    return Exit.OK.code();
  }

  @Command(
      name = "password",
      description = {
        "Change your password. Your other sessions end.",
        "It is asked for, the present one first, unless options name files."
      })
  int password(
      @Option(
              names = {"-u", "--username"},
              paramLabel = "NAME",
              description = "Without a session, as when the password has expired: whose it is.")
          String username,
      @Option(
              names = "--current-password-file",
              paramLabel = "FILE",
              description = "Read the present password from a file.")
          Path currentFile,
      @Mixin SecretOptions password) {
    ObjectNode request = Json.object();
    request.put("currentPassword", current(currentFile));
    request.put("newPassword", chosen(password, "New password"));
    if (username == null) {
      cli.api().post("/auth/password", request);
    } else {
      renew(request.put("username", username));
    }
    cli.terminal().say("Changed the password.");
    return Exit.OK.code();
  }

  private void renew(ObjectNode request) {
    Api api = cli.anonymousApi();
    try {
      api.anonymous("/auth/password/renew", request);
    } catch (CliException e) {
      if (!e.is("mfa_required")) {
        throw e;
      }
      api.anonymous("/auth/password/renew", request.put("otp", SecondFactorCode.require(cli)));
    }
  }

  @Command(
      name = "reset-password",
      description = "Give a user another password. All sessions of the user end.")
  int resetPassword(
      @Parameters(paramLabel = "USER", description = "Name or id.") String user,
      @Mixin SecretOptions password) {
    String id = cli.lookup().user(user);
    ObjectNode request =
        Json.object().put("password", chosen(password, "New password for " + user));
    cli.api().post("/users/" + id + "/password", request);
    cli.terminal().say("Set the password of " + user + ".");
    return Exit.OK.code();
  }

  private String current(Path file) {
    return file == null
        ? cli.terminal().askSecret("Present password", "Use --current-password-file.")
        : Terminal.stripLineEnd(cli.readFile(file));
  }

  /** Typed twice, because it cannot be seen. */
  private String chosen(SecretOptions password, String prompt) {
    String typed = password.read(cli, prompt);
    if (!password.isGiven() && !typed.equals(password.read(cli, prompt + ", again"))) {
      throw CliException.usage("The two are not the same; nothing was changed.");
    }
    return typed;
  }

  @Command(name = "ls", aliases = "list", description = "List users.")
  int list(
      @Option(
              names = {"-s", "--search"},
              paramLabel = "TEXT",
              description = "Only in whose name or e-mail address this is.")
          String search,
      @Option(
              names = {"-r", "--role"},
              paramLabel = "ROLE",
              description = "Only who has this role.")
          String role,
      @Option(
              names = {"-t", "--team"},
              paramLabel = "TEAM",
              description = "Only who is in this team, by name or id.")
          String team,
      @Option(names = "--enabled", negatable = true, description = "Only who may sign in; or not.")
          Boolean enabled,
      @Option(names = "--limit", description = "At most so many.") int limit,
      @Mixin OutputOption output) {
    String path =
        new Query("/users")
            .with("q", search)
            .with("role", role)
            .with("team", team == null ? null : cli.lookup().team(team))
            .with("enabled", enabled)
            .path();
    output.all(cli.terminal(), VIEW, cli.api().list(path, limit));
    return Exit.OK.code();
  }

  @Command(name = "get", description = "Show a user.")
  int get(
      @Parameters(paramLabel = "USER", description = "Name or id.") String user,
      @Mixin OutputOption output) {
    output.one(cli.terminal(), VIEW, cli.api().get("/users/" + cli.lookup().user(user)));
    return Exit.OK.code();
  }

  @Command(description = "Change a user's roles or e-mail address.")
  int set(
      @Parameters(paramLabel = "USER", description = "Name or id.") String user,
      @Option(
              names = {"-r", "--role"},
              split = ",",
              paramLabel = "ROLE",
              description = "All roles that the user has from now on.")
          List<String> roles,
      @Option(names = "--email", paramLabel = "ADDRESS", description = "Empty takes it away.")
          String email,
      @Option(
              names = {"-y", "--yes"},
              description = "Do not ask, even if it takes roles from yourself.")
          boolean yes,
      @Mixin OutputOption output) {
    ObjectNode change = Json.object();
    if (roles != null) {
      change.set("roles", Json.strings(roles));
    }
    if (email != null) {
      change.put("email", email);
    }
    if (change.isEmpty()) {
      throw CliException.usage("Say what to change: --role or --email.");
    }
    String id = cli.lookup().user(user);
    if (roles != null) {
      OwnRoles.confirm(cli, id, roles, yes);
    }
    output.one(cli.terminal(), VIEW, patch(id, change));
    return Exit.OK.code();
  }

  @Command(
      description = {
        "Sign a user out everywhere, and let nothing new be begun.",
        "What is queued ends. Whether what runs is cancelled is asked, unless an option says it."
      })
  int disable(
      @Parameters(paramLabel = "USER", description = "Name or id.") String user,
      @Mixin DisableOptions runs,
      @Mixin OutputOption output) {
    String command = "opsconductor user disable " + user;
    JsonNode after = runs.disable(cli.terminal(), user, command, change -> patch(user, change));
    output.one(cli.terminal(), VIEW, after);
    return Exit.OK.code();
  }

  @Command(description = "Let a disabled user sign in again.")
  int enable(
      @Parameters(paramLabel = "USER", description = "Name or id.") String user,
      @Mixin OutputOption output) {
    output.one(cli.terminal(), VIEW, patch(user, Json.object().put("enabled", true)));
    return Exit.OK.code();
  }

  @Command(
      name = "rm",
      aliases = "delete",
      description =
          "Delete a user for good: sessions, API tokens, grants. What the user did stays.")
  int remove(@Parameters(paramLabel = "USER", description = "Name or id.") String user) {
    cli.api().delete("/users/" + cli.lookup().user(user), Map.of("If-Match", "*"));
    cli.terminal().say("Deleted the user " + user + ".");
    return Exit.OK.code();
  }

  private JsonNode patch(String user, ObjectNode change) {
    String path = "/users/" + cli.lookup().user(user);
    return cli.api().patch(path, change, Map.of("If-Match", "*"));
  }
}
