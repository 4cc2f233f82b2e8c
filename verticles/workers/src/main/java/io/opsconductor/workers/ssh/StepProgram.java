package io.opsconductor.workers.ssh;

import io.opsconductor.contracts.jobs.Interpreter;
import io.opsconductor.contracts.jobs.ParameterSpec;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The text that a step's shell reads from its input. It is one compound command, so that the shell
 * has read all of it before it runs the first word, and it forks nothing of its own for a command:
 *
 * <ol>
 *   <li>looks up its process group in /proc, and becomes leader of one through setsid if it is not;
 *   <li>prints the marker, with process, process group and start time, on both outputs;
 *   <li>exports the parameters, closes its input, and evaluates the command in the same shell.
 * </ol>
 *
 * <p>A script for another interpreter goes into a file that only its user can read, and that is
 * removed after.
 */
public final class StepProgram {

  private static final String LOOK_UP_GROUP =
      """
      OPSC_s=
      { read -r OPSC_s </proc/$$/stat; } 2>/dev/null
      set -- ${OPSC_s##*) }
      OPSC_g=${3-} OPSC_s=${20-0}
      if [ -z "$OPSC_g" ]; then set -- $(ps -o pgid= -p $$ 2>/dev/null); OPSC_g=${1-0}; fi
      set --
      """;

  private static final String RUN_AS_LEADER =
      """
      if [ "$OPSC_g" = $$ ]; then eval "$OPSC_p"
      elif command -v setsid >/dev/null 2>&1; then exec setsid /bin/sh -s <<OPSC_end
      {
      OPSC_g=$$ OPSC_s=$OPSC_s
      $OPSC_p
      exit
      }
      OPSC_end
      else OPSC_g=0; eval "$OPSC_p"
      fi
      exit
      """;

  private final Marker marker;
  private final String text;
  private final Optional<String> file;
  private final String name;

  private StepProgram(Marker marker, String text, Optional<String> file, String name) {
    this.marker = marker;
    this.text = text;
    this.file = file;
    this.name = name;
  }

  /**
   * The program of a step.
   *
   * @param environment parameters; names are checked again here
   * @param attempt its name, which no other try of any step has
   * @throws IllegalArgumentException when a text holds a NUL, which no shell can take
   */
  public static StepProgram of(
      Interpreter interpreter, String command, Map<String, String> environment, String attempt) {
    refuseNul("command", command);
    Marker marker = Marker.random();
    Optional<String> file =
        interpreter == Interpreter.SH
            ? Optional.empty()
            : Optional.of(
                "." + marker.text() + (interpreter == Interpreter.POWERSHELL ? ".ps1" : ""));
    String body =
        "unset OPSC_p\n"
            + marker.print("$$ $OPSC_g $OPSC_s")
            + "\n"
            + marker.print("")
            + " >&2\nunset OPSC_g OPSC_s\n"
            + exports(environment)
            + "export "
            + mark(ShellText.quote(attempt))
            + "\nexec </dev/null\n"
            + file.map(name -> runFile(interpreter, name, command))
                .orElseGet(() -> "eval " + ShellText.quote(command) + "\n");
    return new StepProgram(marker, compound(body), file, attempt);
  }

  /**
   * What an {@link Attempt} runs, in a shell of its own. A script for another interpreter goes into
   * a file in the attempt's directory.
   *
   * @throws IllegalArgumentException when a text holds a NUL, which no shell can take
   */
  public static String body(
      Interpreter interpreter, String command, Map<String, String> environment) {
    refuseNul("command", command);
    String start =
        interpreter == Interpreter.SH
            ? "unset OPSC_d\neval " + ShellText.quote(command)
            : replaceByInterpreter(interpreter, command);
    return exports(environment) + "exec </dev/null\n" + start;
  }

  private static String replaceByInterpreter(Interpreter interpreter, String script) {
    return """
    OPSC_f=$OPSC_d/script%s
    unset OPSC_d
    %s
    printf '%%s' %s >"$OPSC_f" || {
    printf 'opsconductor: %%s cannot be written\n' "$OPSC_f" >&2; exit 126; }
    exec "$OPSC_i" %s"$OPSC_f"\
    """
        .formatted(
            interpreter == Interpreter.POWERSHELL ? ".ps1" : "",
            find(interpreter),
            ShellText.quote(script),
            arguments(interpreter));
  }

  /**
   * The variable by which a kill knows what a step has started, in whatever session it is.
   *
   * @param name of the attempt
   */
  static String mark(String name) {
    return "OPSCONDUCTOR_ATTEMPT=" + name;
  }

  /** A program of the worker itself, without parameters. */
  static StepProgram own(String body) {
    Marker marker = Marker.random();
    String text =
        "{\n"
            + marker.print("0 0 0")
            + "\n"
            + marker.print("")
            + " >&2\nexec </dev/null\n"
            + body
            + "\nexit\n}\n";
    return new StepProgram(marker, text, Optional.empty(), "");
  }

  private static String compound(String body) {
    return "{\n" + LOOK_UP_GROUP + "OPSC_p=" + ShellText.quote(body) + "\n" + RUN_AS_LEADER + "}\n";
  }

  private static String exports(Map<String, String> environment) {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              ParameterSpec.checkName(name, "environment");
              refuseNul(name, value);
              lines.append("export ").append(name).append('=');
              lines.append(ShellText.quote(value)).append('\n');
            });
    return lines.toString();
  }

  private static String runFile(Interpreter interpreter, String name, String script) {
    return """
    OPSC_f=${TMPDIR:-/tmp}/%s
    %s
    (umask 077; set -C; printf '%%s' %s >"$OPSC_f") || {
    printf 'opsconductor: the script cannot be written to %%s\\n' "${TMPDIR:-/tmp}" >&2; exit 126; }
    trap 'rm -f "$OPSC_f"' 0
    trap 'exit 129' 1
    trap 'exit 130' 2
    trap 'exit 143' 15
    "$OPSC_i" %s"$OPSC_f"
    exit
    """
        .formatted(name, find(interpreter), ShellText.quote(script), arguments(interpreter));
  }

  private static String find(Interpreter interpreter) {
    String names =
        switch (interpreter) {
          case SH -> "sh";
          case BASH -> "bash";
          case PYTHON -> "python3 python";
          case PERL -> "perl";
          case POWERSHELL -> "pwsh";
        };
    return """
    for OPSC_i in %1$s ''; do command -v "$OPSC_i" >/dev/null 2>&1 && break; done
    [ -n "$OPSC_i" ] || { printf 'opsconductor: %%s is not installed on this target\\n' '%1$s' >&2; exit 127; }
    """
        .formatted(names)
        .strip();
  }

  private static String arguments(Interpreter interpreter) {
    return interpreter == Interpreter.POWERSHELL ? "-NoLogo -NoProfile -NonInteractive -File " : "";
  }

  private static void refuseNul(String what, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(what + " must not hold a NUL character");
    }
  }

  Marker marker() {
    return marker;
  }

  String text() {
    return text;
  }

  /** The {@link #mark} of what it starts. */
  String mark() {
    return mark(name);
  }

  /** Name of the script's file in the target's directory for temporary files, if there is one. */
  Optional<String> file() {
    return file;
  }
}
