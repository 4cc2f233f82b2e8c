package io.opsconductor.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Crontabs in files: one, standard input, or a directory of them as {@code /etc/cron.d} is. */
final class CrontabFiles {

  /** Cron reads no others there, such as those that a package manager left behind. */
  private static final Pattern READ_BY_CRON = Pattern.compile("[A-Za-z0-9_-]+");

  private final Cli cli;

  CrontabFiles(Cli cli) {
    this.cli = cli;
  }

  /**
   * Every line of them that says something.
   *
   * @param format {@code crontab} or {@code cron.d}; null to tell by where it lies
   */
  List<CrontabLine> read(Path file, String format) {
    boolean directory = Files.isDirectory(file);
    if (format != null && !format.equals("crontab") && !format.equals("cron.d")) {
      throw CliException.usage("--format is crontab or cron.d");
    }
    if (directory && "crontab".equals(format)) {
      throw CliException.usage("A directory holds files with users: --format cron.d");
    }
    boolean withUsers = format == null ? directory || hasUsers(file) : format.equals("cron.d");
    List<CrontabLine> lines = new ArrayList<>();
    for (Path one : directory ? filesOf(file) : List.of(file)) {
      String source = one.toString().equals("-") ? "standard input" : one.toString();
      lines.addAll(Crontab.parse(cli.readFile(one), source, withUsers));
    }
    return lines;
  }

  private static boolean hasUsers(Path file) {
    Path whole = file.toAbsolutePath();
    return whole.endsWith("etc/crontab")
        || (whole.getParent() != null && whole.getParent().endsWith("cron.d"));
  }

  private List<Path> filesOf(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      all.stream()
          .filter(file -> !isRead(file))
          .forEach(file -> cli.terminal().say(file + " is left out: cron does not read it."));
      return all.stream().filter(CrontabFiles::isRead).toList();
    } catch (IOException e) {
      throw new CliException(Exit.ERROR, directory + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isRead(Path file) {
    return READ_BY_CRON.matcher(file.getFileName().toString()).matches();
  }
}
