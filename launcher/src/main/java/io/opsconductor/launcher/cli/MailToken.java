package io.opsconductor.launcher.cli;

import java.nio.file.Path;

/** The token of a mail. Never an argument: those show in {@code ps} and histories. */
final class MailToken {

  private MailToken() {}

  static String read(Cli cli, Path file) {
    String token =
        file == null
            ? cli.terminal().askSecret("Token of the mail", "Use --token-file.")
            : cli.readFile(file);
    return token.strip();
  }
}
