package io.opsconductor.launcher.cli;

/** An expected failure: its message is printed as it stands, and its code ends the process. */
final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Exit exit;

  CliException(Exit exit, String message) {
    super(message);
    this.exit = exit;
  }

  CliException(Exit exit, String message, Throwable cause) {
    super(message, cause);
    this.exit = exit;
  }

  static CliException usage(String message) {
    return new CliException(Exit.USAGE, message);
  }

  Exit exit() {
    return exit;
  }
}
