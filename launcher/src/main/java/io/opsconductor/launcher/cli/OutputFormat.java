package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** How data is written on standard output. */
enum OutputFormat {
  /** For people. */
  TABLE,
  JSON,
  YAML,
  /** One JSON object a line. */
  NDJSON,
  /** What other commands take as an argument, one a line. */
  NAME;

  /** As typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  void printOne(PrintStream out, View view, JsonNode item) {
    switch (this) {
      case TABLE -> view.table(out, List.of(item));
      case JSON -> out.println(Json.pretty(item));
      case YAML -> out.println(Yaml.write(item));
      case NDJSON -> out.println(Json.line(item));
      case NAME -> out.println(view.identity(item));
    }
    out.flush();
  }

  void printAll(PrintStream out, View view, List<JsonNode> items) {
    switch (this) {
      case TABLE -> view.table(out, items);
      case JSON -> out.println(Json.pretty(Json.array(items)));
      case YAML -> out.println(Yaml.write(Json.array(items)));
      case NDJSON -> items.forEach(item -> out.println(Json.line(item)));
      case NAME -> items.forEach(item -> out.println(view.identity(item)));
    }
    out.flush();
  }
}
