package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine.Option;

/** The option {@code -o} of every command that prints data. */
final class OutputOption {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  OutputFormat format = OutputFormat.TABLE;

  void one(Terminal terminal, View view, JsonNode item) {
    format.printOne(terminal.out(), view, item);
  }

  void all(Terminal terminal, View view, List<JsonNode> items) {
    format.printAll(terminal.out(), view, items);
  }
}
