package io.opsconductor.launcher;

import io.opsconductor.launcher.cli.OperatorCli;
import java.util.Arrays;
import java.util.Optional;

/**
 * The program: without a command, or with {@code server}, it is the server; with another it is the
 * operator's command line.
 */
public final class OpsConductor {

  private static final String SERVER = "server";

  private OpsConductor() {}

  /** Called by {@link Main}, which has looked at the version of Java. */
  public static void main(String[] arguments) {
    Optional<Integer> exitCode = run(arguments);
    // A running server has threads of its own, and ends the process itself.
    exitCode.ifPresent(System::exit);
  }

  private static Optional<Integer> run(String[] arguments) {
    if (OperatorCli.takes(arguments)) {
      return Optional.of(OperatorCli.run(arguments));
    }
    String[] options =
        arguments.length > 0 && arguments[0].equals(SERVER)
            ? Arrays.copyOfRange(arguments, 1, arguments.length)
            : arguments;
    return new ServerCommand(System.out, System.err).run(options, System.getenv());
  }
}
