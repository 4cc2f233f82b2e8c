package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** An expected failure: its message is printed as it stands, and its code ends the process. */
final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Exit exit;
  private final transient JsonNode problem;

  CliException(Exit exit, String message) {
    this(exit, message, Json.object());
  }

  /** As the server refused it. */
  CliException(Exit exit, String message, JsonNode problem) {
    super(message);
    this.exit = exit;
    this.problem = problem;
  }

  CliException(Exit exit, String message, Throwable cause) {
    super(message, cause);
    this.exit = exit;
    this.problem = Json.object();
  }

  static CliException usage(String message) {
    return new CliException(Exit.USAGE, message);
  }

  Exit exit() {
    return exit;
  }

  /** What the server said; empty when it said nothing. */
  JsonNode problem() {
    return problem;
  }

  /** Whether the server refused with this code. */
  boolean is(String code) {
    return Json.text(problem, "code").equals(code);
  }
}
