package io.opsconductor.launcher.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.launcher.home.StartRefused;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells known keys from unknown ones, and suggests what may have been meant. */
final class KnownKeys {

  private static final int CLOSE = 3;

  /** What Kubernetes sets for services of such names, and what the command line reads. */
  private static final List<String> FOREIGN =
      List.of(
          "OPSCONDUCTOR_(.*_)?SERVICE_(HOST|PORT.*)",
          "OPSCONDUCTOR_(.*_)?PORT_\\d+_.*",
          "OPSCONDUCTOR_CLI_.*",
          "OPSCONDUCTOR_URL",
          "OPSCONDUCTOR_TOKEN(_FILE)?",
          "OPSCONDUCTOR_CA_CERT",
          "OPSCONDUCTOR_USERNAME",
          "OPSCONDUCTOR_PASSWORD(_FILE)?",
          "OPSCONDUCTOR_LOG_LEVEL",
          "OPSCONDUCTOR_CONFIG");

  private final List<String> databases;
  private final List<String> groups;
  private final Set<String> paths = new TreeSet<>();
  private final Set<String> lists = new HashSet<>();

  /**
   * The keys of the documented file.
   *
   * @param groups names of all groups
   * @param databases names of the services that own a database
   */
  KnownKeys(List<String> groups, List<String> databases) {
    this.groups = groups;
    this.databases = databases;
  }

  /** Reading YAML takes its time, and most starts need none. */
  private Set<String> paths() {
    if (paths.isEmpty()) {
      ConfigFile.documented().forEach(this::addDocumented);
      ConfigKey.ALL.forEach(key -> paths.add(key.path()));
      Stream.concat(Stream.of("default"), databases.stream())
          .forEach(name -> DatabaseServer.KEYS.forEach(key -> paths.add(path(name, key))));
      // One database for two services would be the end of both.
      paths.remove(path("default", "name"));
      groups.forEach(group -> paths.add("instances." + group));
    }
    return paths;
  }

  private void addDocumented(String path, JsonNode value) {
    paths.add(path);
    if (value.isArray()) {
      lists.add(path);
    }
  }

  /** Refuses a key of the file that does not exist. */
  void requireInFile(String path, Path file) {
    if (!paths().contains(path) || path.endsWith(".password")) {
      throw StartRefused.usage(
          "Unknown key " + path + " in " + file + "." + suggestion(path, paths()));
    }
  }

  /** The path that an environment variable sets; empty for one that is not ours. */
  Optional<String> pathOf(String variable) {
    if (FOREIGN.stream().anyMatch(variable::matches)) {
      return Optional.empty();
    }
    Optional<String> path =
        paths().stream().filter(known -> ConfigKey.variable(known).equals(variable)).findFirst();
    if (path.isEmpty()) {
      throw StartRefused.usage(
          "Unknown environment variable " + variable + "." + suggestion(variable, variables()));
    }
    return path;
  }

  private Set<String> variables() {
    Set<String> variables = new HashSet<>();
    paths().forEach(path -> variables.add(ConfigKey.variable(path)));
    ConfigKey.ALL.forEach(
        key ->
            variables.addAll(
                Stream.concat(key.variables().stream(), key.valueVariables().stream()).toList()));
    return variables;
  }

  /** Whether a key holds a list; a text with commas stands for one. */
  boolean isList(String path) {
    return paths().contains(path) && lists.contains(path);
  }

  List<String> groups() {
    return groups;
  }

  List<String> databases() {
    return databases;
  }

  /** For the end of a message: what is written nearly like this, if anything. */
  static String suggestion(String given, Set<String> known) {
    String close =
        known.stream()
            .filter(candidate -> distance(given, candidate) <= CLOSE)
            .sorted(Comparator.comparingInt(candidate -> distance(given, candidate)))
            .limit(2)
            .collect(Collectors.joining(" or "));
    return close.isEmpty() ? "" : " Did you mean " + close + "?";
  }

  private static String path(String database, String key) {
    return "databases." + database + "." + key;
  }

  /** Levenshtein distance. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int line = 1; line <= one.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column < row.length; column++) {
        int substituted = diagonal + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(substituted, Math.min(row[column], row[column - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
