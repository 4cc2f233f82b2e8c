package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.stream.Collectors;

/** Prints hosts that printed the same together, and what they printed once. */
final class OutputGroups {
  private static final String RULE = "-".repeat(15);

  private final Terminal terminal;

  OutputGroups(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(JsonNode summary) {
    summary.path("groups").forEach(this::group);
    int more = summary.path("moreGroups").asInt();
    if (more > 0) {
      terminal.out().println(RULE);
      terminal.out().println("and " + more + " more groups");
    }
    terminal.out().flush();
  }

  private void group(JsonNode group) {
    PrintStream out = terminal.out();
    out.println(RULE);
    out.println(shown(hosts(group)) + " (" + group.path("count").asInt() + "): " + outcome(group));
    out.println(RULE);
    String sample = Json.text(group, "sample");
    if (!sample.isEmpty()) {
      out.println(shown(sample.stripTrailing()));
    }
  }

  private static String hosts(JsonNode group) {
    String names =
        group
            .path("targets")
            .valueStream()
            .map(target -> Json.text(target, "name"))
            .collect(Collectors.joining(","));
    int more = group.path("moreTargets").asInt();
    return more == 0 ? names : names + " and " + more + " more";
  }

  private static String outcome(JsonNode group) {
    StringBuilder line = new StringBuilder(Json.text(group, "state").replace('_', ' '));
    if (group.hasNonNull("exitCode")) {
      line.append(", exit code ").append(group.get("exitCode").asInt());
    }
    line.append(", ").append(group.path("stdoutBytes").asLong()).append(" bytes");
    long stderr = group.path("stderrBytes").asLong();
    return stderr == 0 ? line.toString() : line + " and " + stderr + " of standard error";
  }

  private String shown(String text) {
    return terminal.outIsTerminal() ? SafeText.lines(text) : text;
  }
}
