package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who may do what to which object. */
@Command(
    name = "access",
    synopsisSubcommandLabel = "COMMAND",
    description = "Who may do what: grants to users, teams and service accounts.")
final class AccessCommands {

  private final Cli cli;

  AccessCommands(Cli cli) {
    this.cli = cli;
  }

  /** To whom. */
  static final class Subject {
    @Option(
        names = {"-u", "--user"},
        paramLabel = "USER",
        description = "To a user, by name or id.")
    String user;

    @Option(
        names = {"-t", "--team"},
        paramLabel = "TEAM",
        description = "To a team, by name or id.")
    String team;

    @Option(
        names = {"-s", "--service-account"},
        paramLabel = "ACCOUNT",
        description = "To a service account, by name or id.")
    String account;

    ObjectNode json(Lookup lookup) {
      if (user != null) {
        return Json.object().put("type", "user").put("id", lookup.user(user));
      }
      return team != null
          ? Json.object().put("type", "team").put("id", lookup.team(team))
          : Json.object().put("type", "service_account").put("id", lookup.serviceAccount(account));
    }
  }

  @Command(
      description = {
        "Give a user, a team or a service account what a role permits; with --deny, forbid it.",
        "A grant that denies wins over all that allow."
      })
  int grant(
      @Parameters(paramLabel = "ROLE", description = "For example operator.") String role,
      @ArgGroup(exclusive = true, multiplicity = "1") Subject subject,
      @Option(
              names = "--on",
              paramLabel = "TYPE:WHICH",
              description = {
                "Only on this: target:NAME, job:NAME, credential:NAME, execution:ID,",
                "or on all that a selector matches: 'target:env=dev', 'job:folder~/web*'."
              })
          String on,
      @Option(names = "--deny", description = "Forbid instead of allowing.") boolean deny,
      @Mixin OutputOption output) {
    ObjectNode grant = Json.object().put("role", role);
    grant.set("subject", subject.json(cli.lookup()));
    if (on != null) {
      grant.set("object", ObjectText.parse(on, cli.lookup()));
    }
    grant.put("effect", deny ? "deny" : "allow");
    output.one(cli.terminal(), view(), cli.api().post("/grants", grant));
    return Exit.OK.code();
  }

  @Command(description = "Take a grant back.")
  int revoke(@Parameters(paramLabel = "ID", description = "As access ls shows it.") String id) {
    if (!Lookup.isId(id)) {
      throw CliException.usage(
          "'" + id + "' is not the id of a grant; list them with: opsconductor access ls");
    }
    cli.api().delete("/grants/" + id);
    cli.terminal().say("Took the grant back.");
    return Exit.OK.code();
  }

  @Command(name = "ls", aliases = "list", description = "List grants.")
  int list(
      @ArgGroup(exclusive = true) Subject subject,
      @Option(names = "--role", paramLabel = "ROLE", description = "Only of this role.")
          String role,
      @Option(names = "--limit", description = "At most so many.") int limit,
      @Mixin OutputOption output) {
    StringBuilder path = new StringBuilder("/grants?");
    if (subject != null) {
      path.append("subject=").append(Json.text(subject.json(cli.lookup()), "id")).append('&');
    }
    if (role != null) {
      path.append("role=").append(Api.encode(role));
    }
    String query = path.toString().replaceFirst("[?&]$", "");
    output.all(cli.terminal(), view(), cli.api().list(query, limit));
    return Exit.OK.code();
  }

  @Command(
      description = {
        "Tell why somebody may do something, or may not.",
        "For example: access explain target:run --user ann --on target:web-1"
      })
  int explain(
      @Parameters(paramLabel = "PERMISSION", description = "For example target:run.")
          String permission,
      @Option(
              names = {"-u", "--user"},
              paramLabel = "USER",
              description = "Name or id; you when absent.")
          String user,
      @Option(
              names = {"-s", "--service-account"},
              paramLabel = "ACCOUNT",
              description = "Of a service account, by name or id, instead of a user.")
          String account,
      @Option(
              names = "--token",
              paramLabel = "TOKEN",
              description = "With this API token: its id; of your own also its name.")
          String token,
      @Option(names = "--on", paramLabel = "TYPE:NAME", description = "One object.") String on,
      @Mixin OutputOption output) {
    StringBuilder path = new StringBuilder("/access/explain?permission=");
    path.append(Api.encode(permission));
    if (user != null && account != null) {
      throw CliException.usage("Give one of --user and --service-account.");
    }
    if (user != null) {
      path.append("&user=").append(cli.lookup().user(user));
    }
    if (account != null) {
      path.append("&user=").append(cli.lookup().serviceAccount(account));
    }
    if (token != null) {
      path.append("&token=").append(cli.lookup().token(token));
    }
    String object = on == null ? null : ObjectText.one(on, cli.lookup());
    if (object != null) {
      path.append("&object=").append(Api.encode(object));
    }
    View view =
        View.by("allowed")
            .with("ALLOWED", AccessCommands::allowed)
            .with("BECAUSE", found -> named(because(found), object, on));
    output.one(cli.terminal(), view, cli.api().get(path.toString()));
    return Exit.OK.code();
  }

  private static String allowed(JsonNode explanation) {
    return explanation.path("onSome").asBoolean()
        ? "on some objects"
        : Json.text(explanation, "allowed");
  }

  /** With the name by which the object was asked about, instead of its id. */
  private static String named(String words, String object, String asked) {
    return object == null ? words : words.replace(which(object), which(asked));
  }

  private static String which(String object) {
    return object.substring(object.indexOf(':') + 1);
  }

  private static String because(JsonNode explanation) {
    return explanation
        .path("because")
        .valueStream()
        .map(reason -> Json.text(reason, "words"))
        .collect(Collectors.joining("; "));
  }

  private static String subject(JsonNode grant) {
    String name = Json.text(grant, "subjectName");
    JsonNode subject = grant.path("subject");
    return Json.text(subject, "type") + " " + (name.isEmpty() ? Json.text(subject, "id") : name);
  }

  private View view() {
    ObjectNames names = new ObjectNames(cli);
    return View.by("id")
        .with("EFFECT", "effect")
        .with("TO", AccessCommands::subject)
        .with("ROLE", "role")
        .with("ON", grant -> object(grant, names))
        .with("BY", "createdBy")
        .with("ID", "id");
  }

  private static String object(JsonNode grant, ObjectNames names) {
    JsonNode object = grant.path("object");
    return object.isMissingNode() || object.isNull() ? "everything" : names.of(object);
  }
}
