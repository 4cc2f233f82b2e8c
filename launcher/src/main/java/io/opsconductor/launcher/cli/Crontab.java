package io.opsconductor.launcher.cli;

import io.opsconductor.launcher.cli.CrontabLine.Outcome;
import io.opsconductor.launcher.cli.CrontabLine.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a crontab as the common crons do (Vixie, cronie, Debian's): what {@code crontab -l} prints,
 * or with a column for users a file of {@code /etc/cron.d}. Whether an expression is one is not
 * decided here but by the engine that fires.
 */
final class Crontab {

  /** Their names for times; those of the engine are the same or these. */
  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@yearly", "@yearly",
          "@annually", "@yearly",
          "@monthly", "@monthly",
          "@weekly", "@weekly",
          "@daily", "@daily",
          "@midnight", "@daily",
          "@hourly", "@hourly",
          "@every_minute", "* * * * *");

  private static final Pattern NICKNAME = Pattern.compile("(@\\S+)(?:\\s+(.*))?");
  private static final Pattern FIELDS =
      Pattern.compile("(\\S+\\s+\\S+\\s+\\S+\\s+\\S+\\s+\\S+)(?:\\s+(.*))?");
  private static final Pattern USER = Pattern.compile("(\\S+)\\s+(\\S.*)");

  private final String source;
  private final boolean withUsers;
  private final CrontabEnvironment environment = new CrontabEnvironment();
  private final List<CrontabLine> lines = new ArrayList<>();

  private Crontab(String source, boolean withUsers) {
    this.source = source;
    this.withUsers = withUsers;
  }

  /**
   * Every line that says something; comments and blank lines do not.
   *
   * @param source for messages
   * @param withUsers whether a user stands before each command
   */
  static List<CrontabLine> parse(String text, String source, boolean withUsers) {
    Crontab crontab = new Crontab(source, withUsers);
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String stripped = line.strip();
      if (!stripped.isEmpty() && !stripped.startsWith("#")) {
        crontab.lines.add(crontab.read(number, stripped));
      }
    }
    return List.copyOf(crontab.lines);
  }

  private CrontabLine read(int number, String line) {
    return environment
        .take(line)
        .map(said -> line(number, line, said.outcome(), said.note()))
        .orElseGet(() -> timed(number, line));
  }

  private CrontabLine timed(int number, String line) {
    if (line.startsWith("@")) {
      Matcher nickname = NICKNAME.matcher(line);
      return nickname.matches()
          ? nicknamed(number, line, nickname.group(1), nickname.group(2))
          : line(number, line, Outcome.NOT_SUPPORTED, "it cannot be read");
    }
    boolean quiet = line.startsWith("-");
    Matcher fields = FIELDS.matcher(quiet ? line.substring(1) : line);
    if (!fields.matches() || fields.group(2) == null) {
      return line(
          number, line, Outcome.NOT_SUPPORTED, "it has fewer than five fields and a command");
    }
    String expression = fields.group(1).replaceAll("\\s+", " ");
    CrontabLine read = command(number, line, expression, fields.group(2));
    return quiet && read.run().isPresent()
        ? read.noted(Outcome.MAPPED, "the - before it kept it out of syslog")
        : read;
  }

  private CrontabLine nicknamed(int number, String line, String nickname, String rest) {
    if (nickname.equals("@reboot")) {
      return line(number, line, Outcome.NOT_SUPPORTED, "no schedule knows when a host has started");
    }
    String expression = NICKNAMES.get(nickname);
    if (expression == null || rest == null) {
      return line(
          number,
          line,
          Outcome.NOT_SUPPORTED,
          expression == null ? "there is no " + nickname : "it has no command");
    }
    return command(number, line, expression, rest);
  }

  private CrontabLine command(int number, String line, String expression, String rest) {
    String command = rest;
    Optional<String> user = Optional.empty();
    if (withUsers) {
      Matcher column = USER.matcher(rest);
      if (!column.matches()) {
        return line(number, line, Outcome.NOT_SUPPORTED, "it has no user, or no command");
      }
      user = Optional.of(column.group(1));
      command = column.group(2);
    }
    if (command.matches("-[nqs]+\\s.*")) {
      return line(number, line, Outcome.NOT_SUPPORTED, "options before the command");
    }
    if (hasInput(command)) {
      return line(
          number,
          line,
          Outcome.NOT_SUPPORTED,
          "what follows % would be the command's input; write \\% for the sign itself");
    }
    return noted(
        new CrontabLine(
            source,
            number,
            line,
            Outcome.MAPPED,
            List.of(),
            Optional.of(run(expression, user, command.replace("\\%", "%")))),
        command);
  }

  private CrontabLine noted(CrontabLine read, String command) {
    CrontabLine noted = read;
    Run run = read.run().orElseThrow();
    if (command.contains("\\%")) {
      noted = noted.noted(Outcome.CHANGED, "\\% is written %");
    }
    if (run.user().isPresent()) {
      noted =
          noted.noted(
              Outcome.CHANGED,
              "runs as the user of the target's credential, not as " + run.user().get());
    }
    return run.before().isEmpty()
        ? noted
        : noted.noted(Outcome.CHANGED, "a script that exports its environment first");
  }

  private Run run(String expression, Optional<String> user, String command) {
    return new Run(
        expression,
        environment.zone(),
        user,
        environment.interpreter(),
        environment.exports(),
        command,
        environment.jitterMinutes());
  }

  /** Whether a % stands in it without a backslash before it. */
  private static boolean hasInput(String command) {
    for (int at = command.indexOf('%'); at >= 0; at = command.indexOf('%', at + 1)) {
      if (at == 0 || command.charAt(at - 1) != '\\') {
        return true;
      }
    }
    return false;
  }

  private CrontabLine line(int number, String text, Outcome outcome, String note) {
    return new CrontabLine(source, number, text, outcome, List.of(note), Optional.empty());
  }
}
