package io.opsconductor.platform.config;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.opsconductor.contracts.Wire;
import java.io.IOException;

/**
 * One group's part of the configuration.
 *
 * @param name of the section, for messages
 * @param values as read from file, environment and flags
 */
public record Section(String name, JsonNode values) {
  private static final ObjectMapper STRICT =
      Wire.mapper()
          .copy()
          .setPropertyNamingStrategy(
              com.fasterxml.jackson.databind.PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  public static Section empty(String name) {
    return new Section(name, JsonNodeFactory.instance.objectNode());
  }

  /**
   * Reads the section into its record; absent keys arrive as null, for the record to give its
   * default.
   *
   * @throws IllegalArgumentException with one line that names the key
   */
  public <T> T as(Class<T> type) {
    try {
      return STRICT.readerFor(type).readValue(values);
    } catch (UnrecognizedPropertyException e) {
      throw new IllegalArgumentException(
          "Unknown key "
              + name
              + "."
              + e.getPropertyName()
              + "; known are "
              + e.getKnownPropertyIds(),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException("Section " + name + ": " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String text = String.valueOf(cause.getMessage());
    return text.lines().findFirst().orElse(text);
  }
}
