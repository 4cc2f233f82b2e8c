package io.opsconductor.launcher.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.launcher.home.StartRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Values by path, from all sources; what is set later wins. */
final class ConfigValues {

  private final Map<String, ConfigValue> values = new TreeMap<>();

  void set(String path, JsonNode node, String origin) {
    values.put(path, new ConfigValue(node, origin));
  }

  void set(String path, String text, String origin) {
    set(path, JsonNodeFactory.instance.textNode(text), origin);
  }

  void forget(String path) {
    values.remove(path);
  }

  Optional<String> text(String path) {
    return found(path).map(value -> value.node().asText().strip()).filter(text -> !text.isEmpty());
  }

  boolean isSet(String path) {
    return text(path).isPresent();
  }

  /** Where a value comes from, for messages. */
  String origin(String path) {
    return found(path).map(ConfigValue::origin).orElse(path);
  }

  boolean flag(String path) {
    String text = text(path).orElse("false");
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(path, "must be true or false", text);
    };
  }

  Optional<Integer> number(String path, int least, int most) {
    return text(path).map(text -> number(path, text, least, most));
  }

  /** A list, or a text with commas. */
  List<String> list(String path) {
    return found(path).map(value -> elements(value.node())).orElse(List.of());
  }

  /** What stands below a path, by the rest of the path. */
  Map<String, String> below(String path) {
    Map<String, String> found = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(path + ".")) {
            found.put(key.substring(path.length() + 1), value.node().asText());
          }
        });
    return found;
  }

  /** A section as one tree. */
  ObjectNode section(String name) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(name + ".")) {
            put(tree, key.substring(name.length() + 1), value.node());
          }
        });
    return tree;
  }

  StartRefused wrong(String path, String rule, String value) {
    return StartRefused.usage(origin(path) + " " + rule + ", is '" + value + "'.");
  }

  int number(String path, String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong(path, "must be a number from " + least + " to " + most, text);
    }
    throw wrong(path, "must be a number from " + least + " to " + most, text);
  }

  private Optional<ConfigValue> found(String path) {
    return Optional.ofNullable(values.get(path)).filter(value -> !value.node().isNull());
  }

  private static List<String> elements(JsonNode node) {
    Stream<String> texts;
    if (node.isArray()) {
      List<String> elements = new ArrayList<>();
      node.forEach(element -> elements.add(element.asText()));
      texts = elements.stream();
    } else {
      texts = Stream.of(node.asText().split(",", -1));
    }
    return texts.map(String::strip).filter(text -> !text.isEmpty()).toList();
  }

  private static void put(ObjectNode tree, String path, JsonNode node) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      tree.set(path, node);
    } else {
      put(tree.withObject("/" + path.substring(0, dot)), path.substring(dot + 1), node);
    }
  }
}
