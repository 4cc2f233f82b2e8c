package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** For whoever cannot sign in any more. */
@Command(name = "password", description = "Choose another password by a mail.")
final class PasswordCommands {

  private final Cli cli;

  PasswordCommands(Cli cli) {
    this.cli = cli;
  }

  @Command(
      name = "forgot",
      description = {
        "Ask for a mail with a token. It goes to the address that the user has proved, if there",
        "is such a user."
      })
  int forgot(
      @Option(
              names = {"-u", "--username"},
              paramLabel = "NAME",
              description = "Who.")
          String username,
      @Option(names = "--email", paramLabel = "ADDRESS", description = "Whose address.")
          String email) {
    if ((username == null) == (email == null)) {
      throw CliException.usage("Give --username or --email.");
    }
    ObjectNode request =
        username == null
            ? Json.object().put("email", email)
            : Json.object().put("username", username);
    cli.anonymousApi().anonymous("/auth/password/forgot", request);
    cli.terminal().say("If there is such a user, a mail comes. Then: opsconductor password reset");
    return Exit.OK.code();
  }

  @Command(
      name = "reset",
      description = "Choose another password with the token of the mail; it is asked for.")
  int reset(
      @Option(
              names = "--token-file",
              paramLabel = "FILE",
              description = "Read the token from a file.")
          Path tokenFile,
      @Mixin SecretOptions password) {
    ObjectNode request =
        Json.object()
            .put("token", MailToken.read(cli, tokenFile))
            .put("newPassword", chosen(password));
    cli.anonymousApi().anonymous("/auth/password/reset/confirm", request);
    cli.terminal().say("The password is set, and all sessions have ended. Sign in again.");
    return Exit.OK.code();
  }

  /** Typed twice, because it cannot be seen. */
  private String chosen(SecretOptions password) {
    String typed = password.read(cli, "New password");
    if (!password.isGiven() && !typed.equals(password.read(cli, "New password, again"))) {
      throw CliException.usage("The two are not the same; nothing was changed.");
    }
    return typed;
  }
}
