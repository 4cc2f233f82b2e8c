package io.opsconductor.launcher.cli;

import io.opsconductor.launcher.cli.CrontabLine.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the environment lines of a crontab say for the lines after them. */
final class CrontabEnvironment {

  /** As cron reads it: name and value may be quoted, and blanks may stand around the sign. */
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?:\"([^\"]*)\"|'([^']*)'|([^\\s=\"']+))\\s*=\\s*(.*)");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> OF_MAIL =
      Set.of("MAILTO", "MAILFROM", "CONTENT_TYPE", "CONTENT_TRANSFER_ENCODING");
  private static final Set<String> SHELLS = Set.of("/bin/sh", "/usr/bin/sh", "sh");
  private static final Set<String> BASHES =
      Set.of("/bin/bash", "/usr/bin/bash", "/usr/local/bin/bash", "bash");
  private static final int DAY = 1440;

  private final Map<String, String> exported = new LinkedHashMap<>();
  private String cronZone;
  private String zone;
  private String interpreter = "sh";
  private int jitterMinutes;

  /** What a line says. */
  record Said(Outcome outcome, String note) {}

  /** Takes a line in; empty when it is none of the environment. */
  Optional<Said> take(String line) {
    Matcher assignment = ASSIGNMENT.matcher(line);
    if (!assignment.matches()) {
      return Optional.empty();
    }
    String name =
        Optional.ofNullable(assignment.group(1))
            .or(() -> Optional.ofNullable(assignment.group(2)))
            .orElseGet(() -> assignment.group(3));
    return Optional.of(set(name, unquoted(assignment.group(4).strip())));
  }

  private Said set(String name, String value) {
    if (OF_MAIL.contains(name)) {
      return value.isEmpty() && name.equals("MAILTO")
          ? new Said(Outcome.MAPPED, "nothing is mailed")
          : new Said(
              Outcome.NOT_SUPPORTED, "nothing is mailed; output is kept with each execution");
    }
    return switch (name) {
      case "CRON_TZ" -> {
        cronZone = zone(value);
        yield new Said(Outcome.MAPPED, "the zone of the lines below");
      }
      case "TZ" -> {
        zone = zone(value);
        exported.put(name, value);
        yield new Said(
            Outcome.CHANGED,
            "the zone of the lines below, and exported before their commands; not every cron reads"
                + " times in it");
      }
      case "SHELL" -> shell(value);
      case "RANDOM_DELAY" -> delay(value);
      default -> export(name, value);
    };
  }

  private Said shell(String value) {
    if (SHELLS.contains(value)) {
      interpreter = "sh";
      return new Said(Outcome.MAPPED, "commands below run in sh");
    }
    if (BASHES.contains(value)) {
      interpreter = "bash";
      return new Said(Outcome.MAPPED, "commands below run in bash");
    }
    interpreter = "sh";
    return new Said(Outcome.NOT_SUPPORTED, "commands below run in sh, not in " + value);
  }

  private Said delay(String value) {
    if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) > DAY) {
      return new Said(Outcome.NOT_SUPPORTED, "not a number of minutes of at most a day");
    }
    jitterMinutes = Integer.parseInt(value);
    return new Said(
        Outcome.CHANGED, "jitter of the lines below; always as much for the same due time");
  }

  private Said export(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      return new Said(Outcome.NOT_SUPPORTED, "not a name that a shell can export");
    }
    exported.put(name, value);
    return new Said(Outcome.CHANGED, "exported before the commands of the lines below");
  }

  private static String zone(String value) {
    String name = value.startsWith(":") ? value.substring(1) : value;
    return name.isEmpty() ? null : name;
  }

  /** Whose clock the lines below are about; empty when nothing was said. */
  Optional<String> zone() {
    return Optional.ofNullable(cronZone == null ? zone : cronZone);
  }

  String interpreter() {
    return interpreter;
  }

  int jitterMinutes() {
    return jitterMinutes;
  }

  /** Lines of shell for what was said; cron begins in the home directory. */
  List<String> exports() {
    List<String> lines = new ArrayList<>();
    exported.forEach((name, value) -> lines.add("export " + name + "=" + quoted(value)));
    if (exported.containsKey("HOME")) {
      lines.add("cd \"$HOME\" || exit 1");
    }
    return lines;
  }

  /** As POSIX shells take it literally. */
  static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() > 1
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(0) == value.charAt(value.length() - 1);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
