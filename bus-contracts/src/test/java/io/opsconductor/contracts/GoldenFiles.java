package io.opsconductor.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The pinned wire form of each record: {@code golden/<Record>.json} holds one example, or an array
 * of several where fields exclude each other.
 */
final class GoldenFiles {
  private GoldenFiles() {}

  static String path(Class<?> type) {
    return "src/test/resources/golden/" + WireTypes.name(type) + ".json";
  }

  static Optional<List<JsonNode>> examples(Class<?> type) {
    try (InputStream file =
        GoldenFiles.class.getResourceAsStream("/golden/" + WireTypes.name(type) + ".json")) {
      if (file == null) {
        return Optional.empty();
      }
      JsonNode json = Wire.mapper().readTree(file);
      return Optional.of(
          json.isArray()
              ? StreamSupport.stream(json.spliterator(), false).toList()
              : List.of(json));
    } catch (IOException e) {
      throw new IllegalStateException("The golden file " + path(type) + " is not JSON", e);
    }
  }
}
