package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a kind of thing is shown in a table.
 *
 * @param identityField what other commands take as an argument
 */
record View(String identityField, List<Column> columns) {

  record Column(String header, Function<JsonNode, String> cell) {}

  static final View EXECUTIONS =
      by("id")
          .with("ID", "id")
          .with("STATE", "state")
          .with("NAME", "name")
          .with("TASKS", View::done)
          .with("BY", "startedBy")
          .withTime("CREATED", "createdAt");

  static final View TASKS =
      by("id")
          .with("TARGET", task -> Json.text(task.path("target"), "name"))
          .with("STATE", "state")
          .with("EXIT", "exitCode")
          .with("ATTEMPT", "attempt")
          .with("MS", "durationMs")
          .with("ERROR", task -> Json.text(task.path("error"), "message"));

  static final View ATTEMPTS =
      by("attempt")
          .with("STEP", "step")
          .with("ATTEMPT", "attempt")
          .with("STATE", "state")
          .with("EXIT", "exitCode")
          .with("MODE", "mode")
          .with("STDOUT", "stdoutBytes")
          .with("STDERR", "stderrBytes")
          .withTime("STARTED", "startedAt")
          .withTime("FINISHED", "finishedAt")
          .with("ERROR", attempt -> Json.text(attempt.path("error"), "message"));

  /** Which of the targets ended alike. */
  static final View GROUPS = new View("groups", List.of());

  static View by(String identityField) {
    return new View(identityField, List.of());
  }

  View with(String header, String field) {
    return with(header, item -> Json.text(item, field));
  }

  View with(String header, Function<JsonNode, String> cell) {
    List<Column> more = new ArrayList<>(columns);
    more.add(new Column(header, cell));
    return new View(identityField, List.copyOf(more));
  }

  /** An instant, to the second. */
  View withTime(String header, String field) {
    return with(header, item -> Json.text(item, field).replaceFirst("\\.\\d+Z$", "Z"));
  }

  String identity(JsonNode item) {
    return Json.text(item, identityField);
  }

  void table(PrintStream out, List<JsonNode> items) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(columns.stream().map(Column::header).toList());
    for (JsonNode item : items) {
      rows.add(columns.stream().map(column -> SafeText.of(column.cell().apply(item))).toList());
    }
    int[] widths = widths(rows);
    rows.forEach(row -> out.println(line(row, widths)));
  }

  private int[] widths(List<List<String>> rows) {
    int[] widths = new int[columns.size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return widths;
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      line.append(cell).repeat(' ', widths[column] - cell.length() + 2);
    }
    return line.toString().stripTrailing();
  }

  /** {@code a=1,b=2} of an object. */
  static String pairs(JsonNode object) {
    return object
        .propertyStream()
        .map(field -> field.getKey() + "=" + field.getValue().asText())
        .sorted()
        .collect(Collectors.joining(","));
  }

  /** {@code a,b} of an array. */
  static String list(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).collect(Collectors.joining(","));
  }

  private static String done(JsonNode execution) {
    Counts counts = Counts.of(execution.path("counts"));
    return counts.finished() + "/" + counts.total();
  }
}
