package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Option;

/** The options of a search in what the targets of an execution printed, and the search. */
final class SearchOptions {
  private static final int PAGE = 500;

  @Option(
      names = {"-E", "--regex"},
      description = "PATTERN is a regular expression (RE2).")
  boolean regex;

  @Option(
      names = {"-i", "--ignore-case"},
      description = "Large and small letters are the same.")
  boolean ignoreCase;

  @Option(names = "--target", paramLabel = "TARGET", description = "Only of this target.")
  String target;

  @Option(names = "--stream", paramLabel = "STREAM", description = "Only stdout or stderr.")
  String stream;

  @Option(
      names = {"-C", "--context"},
      paramLabel = "N",
      description = "Also N lines before and after, up to 10.")
  int context;

  @Option(
      names = {"-n", "--line-number"},
      description = "Tell the number of each line within its stream.")
  boolean numbered;

  @Option(names = "--json", description = "Print what the server answers, one object a hit.")
  boolean json;

  /** Prints every page of what is found. */
  Exit search(Cli cli, String id, String pattern) {
    String path = path(cli.lookup().execution(id), pattern);
    FoundLines lines = new FoundLines(cli.terminal(), numbered, context > 0);
    boolean found = false;
    String cursor = "";
    do {
      JsonNode part = cli.api().get(path + cursor);
      for (JsonNode hit : part.path("items")) {
        found = true;
        if (json) {
          cli.terminal().out().println(Json.line(hit));
        } else {
          lines.print(hit);
        }
      }
      String next = Json.text(part, "nextCursor");
      cursor = next.isEmpty() ? "" : "&cursor=" + Api.encode(next);
      if (cli.terminal().out().checkError()) {
        throw new CliException(Exit.ERROR, "Standard output is closed.");
      }
    } while (!cursor.isEmpty());
    lines.end();
    return found ? Exit.OK : Exit.ERROR;
  }

  private String path(String id, String pattern) {
    StringBuilder path =
        new StringBuilder("/executions/")
            .append(id)
            .append("/output/search?limit=" + PAGE + "&q=")
            .append(Api.encode(pattern));
    path.append(regex ? "&regex=true" : "").append(ignoreCase ? "&ignoreCase=true" : "");
    path.append(context > 0 ? "&context=" + context : "");
    path.append(target == null ? "" : "&target=" + Api.encode(target));
    path.append(stream == null ? "" : "&stream=" + Api.encode(stream));
    return path.toString();
  }
}
