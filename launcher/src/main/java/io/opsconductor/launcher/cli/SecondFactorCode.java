package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Where a code of a second factor comes from: {@code OPSCONDUCTOR_OTP}, or the person. */
final class SecondFactorCode {

  static final String VARIABLE = "OPSCONDUCTOR_OTP";

  private static final String PROMPT =
      "Code of your authenticator application or mail, or a recovery code";

  private SecondFactorCode() {}

  /** Empty where nobody can be asked. */
  static Optional<String> find(Cli cli) {
    return cli.secretVariable(VARIABLE)
        .or(() -> cli.terminal().ask(PROMPT))
        .filter(code -> !code.isEmpty());
  }

  /** Whether the person is asked: nothing answers in their place. */
  static boolean isAsked(Cli cli) {
    return cli.secretVariable(VARIABLE).isEmpty() && cli.terminal().hasConsole();
  }

  static void sayMailed(Cli cli, JsonNode mailed) {
    cli.terminal().say("A code was mailed to " + Json.text(mailed, "to") + ".");
  }

  static String require(Cli cli) {
    return find(cli)
        .orElseThrow(
            () ->
                new CliException(
                    Exit.AUTH,
                    "A code of your second factor is needed, and there is no terminal to ask for"
                        + " it. Set "
                        + VARIABLE
                        + "."));
  }
}
