package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The e-mail address to which links go. */
@Command(name = "email", description = "Show, give and prove e-mail addresses.")
final class EmailCommands {

  private static final View VIEW =
      View.by("email")
          .with("EMAIL", "email")
          .with("PROVED", "verifiedAt")
          .with("PENDING", "pending");

  private final Cli cli;

  EmailCommands(Cli cli) {
    this.cli = cli;
  }

  @Command(name = "show", description = "Show the address, and one that waits for being proved.")
  int show(
      @Option(names = "--user", paramLabel = "NAME", description = "Of another user.") String user,
      @Mixin OutputOption output) {
    output.one(cli.terminal(), VIEW, cli.api().get(path(user)));
    return Exit.OK.code();
  }

  @Command(
      name = "set",
      description = {
        "Give another address. A mail with a token goes to it; it counts once that is proved.",
        "For your own the present password is asked for."
      })
  int set(
      @Parameters(paramLabel = "ADDRESS", description = "Such as ann@example.org") String address,
      @Option(names = "--user", paramLabel = "NAME", description = "Of another user.") String user,
      @Mixin SecretOptions password,
      @Mixin OutputOption output) {
    ObjectNode request = Json.object().put("email", address);
    if (user == null) {
      request.put("currentPassword", password.read(cli, "Present password"));
    }
    JsonNode now = cli.api().put(path(user), request, java.util.Map.of());
    output.one(cli.terminal(), VIEW, now);
    cli.terminal().say("A mail goes to " + address + ". Then: opsconductor email verify");
    return Exit.OK.code();
  }

  @Command(name = "verify", description = "Prove an address with the token of the mail.")
  int verify(
      @Option(
              names = "--token-file",
              paramLabel = "FILE",
              description = "Read the token from a file.")
          Path tokenFile) {
    ObjectNode request = Json.object().put("token", MailToken.read(cli, tokenFile));
    cli.anonymousApi().anonymous("/auth/email/verify", request);
    cli.terminal().say("The address is proved.");
    return Exit.OK.code();
  }

  private String path(String user) {
    return user == null ? "/auth/email" : "/users/" + cli.lookup().user(user) + "/email";
  }
}
