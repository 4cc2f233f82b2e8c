package io.opsconductor.launcher.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What to call a command that has no name: what it runs, without what only surrounds that. */
final class CrontabName {

  private static final int LONGEST = 100;
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*");

  /** Options of the ones before, and their numbers and times. */
  private static final Pattern PASSED_OVER = Pattern.compile("-.*|\\+?[0-9.]+[smhd]?");

  /** What runs what comes after it. */
  private static final Set<String> AROUND =
      Set.of(
          "nice", "ionice", "sudo", "timeout", "chronic", "env", "exec", "time", "nohup", "setsid",
          "sh", "bash", "dash", "zsh", "python", "python3", "perl", "php", "ruby", "node",
          "command", "cronic", "flock", "!", "(", "{");

  /** What only prepares. */
  private static final Set<String> BEFORE =
      Set.of(
          "cd", "test", "[", "[[", ".", "source", "sleep", "export", "umask", "set", "if",
          "command");

  private CrontabName() {}

  static String of(String command) {
    String[] parts = command.split("&&|\\|\\||;", -1);
    for (String part : parts) {
      List<String> words =
          Arrays.stream(part.strip().replaceFirst("^then\\s", "").split("\\s+")).toList();
      if (!BEFORE.contains(words.getFirst()) || part.equals(parts[parts.length - 1])) {
        String name = sanitized(named(words));
        if (!name.isEmpty()) {
          return name;
        }
      }
    }
    return "cron";
  }

  private static String named(List<String> words) {
    boolean lockComes = false;
    String around = "";
    for (String word : words) {
      String base = base(word);
      if (ASSIGNMENT.matcher(word).matches() || PASSED_OVER.matcher(word).matches()) {
        continue;
      }
      if (lockComes) {
        lockComes = false;
      } else if (AROUND.contains(base)) {
        around = base;
        // After its options stands the file that it locks.
        lockComes = base.equals("flock");
      } else {
        return base;
      }
    }
    return around;
  }

  private static String base(String word) {
    String bare = word.replaceAll("[\"'`()]", "").replaceAll("[<>|&].*", "");
    return bare.substring(bare.lastIndexOf('/') + 1);
  }

  /** Only characters that names may have. */
  private static String sanitized(String name) {
    String clean =
        name.replaceAll("[^\\p{L}\\p{N}._@:+-]", "-").replaceFirst("^[^\\p{L}\\p{N}]+", "");
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
  }
}
