package io.opsconductor.launcher.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a password comes from. Never from an argument: those show in {@code ps} and histories. */
final class SecretOptions {

  @Option(names = "--password-stdin", description = "Read the password from standard input.")
  boolean fromInput;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Read the password from a file.")
  Path file;

  String read(Cli cli, String prompt) {
    if (fromInput && file != null) {
      throw CliException.usage("--password-stdin and --password-file exclude each other.");
    }
    if (fromInput) {
      return given(cli.terminal().readInput());
    }
    return file == null
        ? cli.terminal().askSecret(prompt, "Use --password-stdin or --password-file.")
        : given(Terminal.stripLineEnd(cli.readFile(file)));
  }

  boolean isGiven() {
    return fromInput || file != null;
  }

  private static String given(String password) {
    if (password.isEmpty()) {
      throw CliException.usage("The password is empty.");
    }
    return password;
  }
}
