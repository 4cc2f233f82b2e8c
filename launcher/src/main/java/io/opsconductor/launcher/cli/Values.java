package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Values of parameters, from {@code name=value} as typed to JSON of the declared type. */
final class Values {

  private Values() {}

  /** For a run without a job: all are strings. */
  static ObjectNode strings(Map<String, String> typed) {
    ObjectNode values = Json.object();
    typed.forEach(values::put);
    return values;
  }

  /**
   * For a job.
   *
   * @param declared the job's parameters
   */
  static ObjectNode declared(Map<String, String> typed, JsonNode declared) {
    ObjectNode values = Json.object();
    typed.forEach((name, text) -> put(values, name, text, declaration(name, declared)));
    return values;
  }

  private static JsonNode declaration(String name, JsonNode declared) {
    for (JsonNode parameter : declared) {
      if (Json.text(parameter, "name").equals(name)) {
        return parameter;
      }
    }
    List<String> known =
        declared.valueStream().map(parameter -> Json.text(parameter, "name")).toList();
    throw CliException.usage(
        "The job has no parameter '" + name + "'." + Suggestions.didYouMean(name, known));
  }

  private static void put(ObjectNode values, String name, String text, JsonNode declaration) {
    switch (Json.text(declaration, "type")) {
      case "number" -> values.put(name, number(name, text));
      case "boolean" -> values.put(name, truth(name, text));
      default -> values.put(name, text);
    }
  }

  private static BigDecimal number(String name, String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new CliException(
          Exit.USAGE, "Parameter " + name + " is a number, and '" + text + "' is none.", e);
    }
  }

  private static boolean truth(String name, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw CliException.usage("Parameter " + name + " is true or false, not '" + text + "'.");
    };
  }
}
