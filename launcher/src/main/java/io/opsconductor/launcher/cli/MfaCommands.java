package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Second factors. */
@Command(
    name = "mfa",
    synopsisSubcommandLabel = "COMMAND",
    description = "What you show beside your password when you sign in.")
final class MfaCommands {

  private static final View VIEW =
      View.by("id")
          .with("ID", "id")
          .with("KIND", "kind")
          .with("NAME", "name")
          .withTime("CREATED", "createdAt")
          .withTime("LAST_USED", "lastUsedAt");

  private static final View POLICIES =
      View.by("effective")
          .with("EFFECTIVE", "effective")
          .with("SYSTEM", "system")
          .with("ORGANIZATION", "organization")
          .with("USER", "user")
          .with("OWN", "own");

  private final Cli cli;

  MfaCommands(Cli cli) {
    this.cli = cli;
  }

  @Command(
      description = {
        "Set up an authenticator application.",
        "Prints the secret for it, asks for the code that it shows, and prints ten recovery codes",
        "to be kept on paper. Without a terminal, go on with: opsconductor mfa confirm"
      })
  int enroll() {
    JsonNode begun = cli.api().post("/auth/mfa/totp", Json.object());
    print(List.of(Json.text(begun, "otpauthUri"), Json.text(begun, "secret")));
    cli.terminal().say("Give this to your authenticator application, by hand or as a QR code.");
    Optional<String> code = cli.terminal().ask("Code that it shows").filter(c -> !c.isEmpty());
    if (code.isEmpty()) {
      cli.terminal()
          .say("It counts once a code is confirmed, within 15 minutes: opsconductor mfa confirm");
      return Exit.OK.code();
    }
    return confirmed(code.get());
  }

  @Command(
      description = {
        "Confirm an authenticator application with a code that it shows.",
        "Without a terminal the code comes from OPSCONDUCTOR_OTP. Prints ten recovery codes."
      })
  int confirm() {
    return confirmed(SecondFactorCode.require(cli));
  }

  private int confirmed(String code) {
    JsonNode made = cli.api().post("/auth/mfa/totp/confirm", Json.object().put("code", code));
    cli.terminal()
        .say("Set up. Your other sessions ended. Each of these codes is good once, without it:");
    print(codes(made));
    return Exit.OK.code();
  }

  @Command(
      description = {
        "Make codes that are mailed to your proved address your second factor.",
        "The weakest one, where the server offers it, and only if you have no other. Prints ten",
        "recovery codes."
      })
  int email() {
    JsonNode made = cli.api().post("/auth/mfa/email", Json.object());
    cli.terminal()
        .say("Set up. Your other sessions ended. Each of these codes is good once, without it:");
    print(codes(made));
    return Exit.OK.code();
  }

  @Command(name = "ls", aliases = "list", description = "List your second factors.")
  int list(@Mixin OutputOption output) {
    JsonNode state = cli.api().get("/auth/mfa");
    List<JsonNode> factors = new ArrayList<>();
    state.path("factors").forEach(factors::add);
    output.all(cli.terminal(), VIEW, factors);
    cli.terminal().say("Recovery codes left: " + state.path("recoveryCodesLeft").asInt() + ".");
    return Exit.OK.code();
  }

  @Command(name = "rm", description = "Remove a second factor of yours.")
  int remove(
      @Parameters(paramLabel = "FACTOR", description = "Its id, see: opsconductor mfa ls")
          String id) {
    requireId(id);
    cli.api().delete("/auth/mfa/factors/" + id);
    cli.terminal().say("Removed.");
    return Exit.OK.code();
  }

  @Command(description = "Give a passkey of yours another name. Passkeys are made in a browser.")
  int rename(
      @Parameters(paramLabel = "FACTOR", description = "Its id, see: opsconductor mfa ls")
          String id,
      @Parameters(paramLabel = "NAME", description = "The new name.") String name) {
    requireId(id);
    cli.api().patch("/auth/mfa/factors/" + id, Json.object().put("name", name), Map.of());
    cli.terminal().say("Renamed.");
    return Exit.OK.code();
  }

  private static void requireId(String id) {
    if (!Lookup.isId(id)) {
      throw CliException.usage(
          "'" + id + "' is not the id of a factor; list them with: opsconductor mfa ls");
    }
  }

  @Command(
      name = "recovery-codes",
      description = "Make ten other recovery codes; those before are good no more.")
  int recoveryCodes() {
    print(codes(cli.api().post("/auth/mfa/recovery-codes", Json.object())));
    return Exit.OK.code();
  }

  @Command(
      name = "step-up",
      description = {
        "Show a second factor again, for what needs one that was shown within ten minutes.",
        "On a terminal other commands ask by themselves; else OPSCONDUCTOR_OTP answers."
      })
  int stepUp() {
    if (cli.hasGivenToken() || !cli.api().tokens().stepUp(cli.api().tokens().current())) {
      throw new CliException(
          Exit.AUTH,
          "There is no session here, or nobody to ask for a code. Sign in with: opsconductor login,"
              + " and set "
              + SecondFactorCode.VARIABLE
              + " where there is no terminal.");
    }
    cli.terminal().say("Shown; it is good for ten minutes.");
    return Exit.OK.code();
  }

  @Command(
      description = {
        "Remove all second factors of a user who lost them. All sessions of the user end."
      })
  int reset(
      @Parameters(paramLabel = "USER", description = "Name or id.") String user,
      @Option(names = "--yes", description = "Do not ask.") boolean sure) {
    String id = cli.lookup().user(user);
    if (!sure && !isSure(user)) {
      throw CliException.usage("Nothing was changed. Use --yes where nobody can be asked.");
    }
    cli.api().delete("/users/" + id + "/mfa");
    cli.terminal().say("Removed the second factors of " + user + ".");
    return Exit.OK.code();
  }

  @Command(
      description = {
        "Show, or with LEVEL say, who has to show a second factor: disabled, optional, required,",
        "required_for_admins, or default to say nothing. Without an option it is about yourself."
      })
  int policy(
      @Parameters(paramLabel = "LEVEL", arity = "0..1", description = "What to say.") String level,
      @Option(names = "--organization", description = "Of all people of your organization.")
          boolean organization,
      @Option(
              names = {"-u", "--user"},
              paramLabel = "USER",
              description = "Of this user, by name or id.")
          String user,
      @Mixin OutputOption output) {
    if (organization && user != null) {
      throw CliException.usage("--organization and --user exclude each other.");
    }
    if (level == null && (organization || user != null)) {
      throw CliException.usage("Say the LEVEL.");
    }
    String own = "/auth/mfa/policy";
    JsonNode policies;
    if (level == null) {
      policies = cli.api().get(own);
    } else {
      String others = organization ? own + "/organization" : own;
      String path = user == null ? others : "/users/" + cli.lookup().user(user) + "/mfa/policy";
      String said = level.equals("default") ? null : level;
      policies = cli.api().put(path, Json.object().put("policy", said), Map.of());
    }
    output.one(cli.terminal(), POLICIES, policies);
    return Exit.OK.code();
  }

  private boolean isSure(String user) {
    return cli.terminal()
        .ask("Remove all second factors of " + user + "? Type yes")
        .filter("yes"::equals)
        .isPresent();
  }

  private static List<String> codes(JsonNode made) {
    List<String> codes = new ArrayList<>();
    made.path("recoveryCodes").forEach(code -> codes.add(code.asText()));
    return codes;
  }

  private void print(List<String> lines) {
    PrintStream out = cli.terminal().out();
    lines.forEach(line -> out.println(SafeText.of(line)));
    out.flush();
  }

  /** Whether the code comes by mail. */
  static boolean isMailed(JsonNode state) {
    return state
        .path("factors")
        .valueStream()
        .anyMatch(factor -> factor.path("kind").asText().equals("email_code"));
  }

  static boolean has(JsonNode factors, String kind) {
    return factors.valueStream().anyMatch(factor -> factor.asText().equals(kind));
  }

  /** The request that shows a code. */
  static ObjectNode shown(String code) {
    return Json.object().put("code", code);
  }
}
