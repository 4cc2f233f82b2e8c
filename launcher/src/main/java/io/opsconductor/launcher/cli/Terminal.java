package io.opsconductor.launcher.cli;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The process's streams and environment, and whether a person looks at them.
 *
 * @param out data; flushed by whoever writes
 * @param err messages and progress
 */
record Terminal(
    Map<String, String> environment,
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal) {

  static Terminal ofProcess() {
    return new Terminal(
        System.getenv(),
        System.in,
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        isTerminal(1),
        isTerminal(2));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    OutputStream file = new BufferedOutputStream(new FileOutputStream(descriptor), 64 * 1024);
    return new PrintStream(file, false, StandardCharsets.UTF_8);
  }

  /** Linux says it for each stream; elsewhere the JDK says it for all of them together. */
  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    if (Files.isSymbolicLink(link)) {
      try {
        String file = Files.readSymbolicLink(link).toString();
        return file.startsWith("/dev/pts/")
            || file.startsWith("/dev/tty")
            || file.equals("/dev/console");
      } catch (IOException e) {
        return false;
      }
    }
    return interactive().isPresent();
  }

  /** Whether there is somebody to be asked. */
  boolean hasConsole() {
    return interactive().isPresent();
  }

  private static Optional<Console> interactive() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }

  /** An environment variable; empty when not set or set to nothing. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  boolean coloursOut() {
    return outIsTerminal && styled();
  }

  /** Whether standard error can redraw its last line. */
  boolean redraws() {
    return errIsTerminal && !variable("TERM").filter("dumb"::equals).isPresent();
  }

  private boolean styled() {
    return variable("NO_COLOR").isEmpty() && !variable("TERM").filter("dumb"::equals).isPresent();
  }

  /** A line for a person, on standard error. */
  void say(String line) {
    err.println(errIsTerminal ? SafeText.lines(line) : line);
    err.flush();
  }

  /**
   * Asks for a value without showing it.
   *
   * @param otherwise how to give it where nobody can be asked
   */
  String askSecret(String prompt, String otherwise) {
    Console console =
        interactive()
            .orElseThrow(
                () -> CliException.usage("No terminal to ask for the secret. " + otherwise));
    char[] typed = console.readPassword("%s: ", prompt);
    if (typed == null || typed.length == 0) {
      throw CliException.usage("Nothing was entered.");
    }
    return new String(typed);
  }

  /** Asks for a visible line; empty where nobody can be asked. */
  Optional<String> ask(String prompt) {
    return interactive().map(console -> console.readLine("%s: ", prompt)).map(String::strip);
  }

  /** All of standard input, without the line end at its end. */
  String readInput() {
    try {
      return stripLineEnd(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Standard input cannot be read", e);
    }
  }

  static String stripLineEnd(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
