package io.opsconductor.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Proposes a filled example of a record that has no golden file yet. A person checks it, makes it
 * obey the record's rules, and puts it where the golden files are.
 */
final class ExampleJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ExampleJson() {}

  static ObjectNode of(Class<?> type) {
    ObjectNode json = JSON.objectNode();
    for (RecordComponent component : type.getRecordComponents()) {
      json.set(property(component), value(component.getGenericType(), component.getName()));
    }
    return json;
  }

  /** The name of a component in JSON. */
  static String property(RecordComponent component) {
    JsonProperty other = component.getAccessor().getAnnotation(JsonProperty.class);
    return other == null || other.value().isEmpty() ? component.getName() : other.value();
  }

  private static JsonNode value(Type type, String name) {
    if (type instanceof ParameterizedType generic) {
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      return generic.getRawType() == Map.class
          ? JSON.objectNode().set("key", value(last, name))
          : JSON.arrayNode().add(value(last, name));
    }
    Class<?> known = (Class<?>) type;
    if (known.isEnum()) {
      return Wire.mapper().valueToTree(known.getEnumConstants()[0]);
    }
    if (known.isSealed()) {
      return of(known.getPermittedSubclasses()[0]).put("type", "?");
    }
    return known.isRecord() && known != SecretText.class ? of(known) : scalar(known, name);
  }

  private static JsonNode scalar(Class<?> type, String name) {
    if (type == UUID.class) {
      return JSON.textNode("018f6f2e-7c1a-7000-8000-0000000000aa");
    }
    if (type == Instant.class) {
      return JSON.textNode("2026-03-01T12:00:00.123456Z");
    }
    if (type == byte[].class) {
      return JSON.textNode("AAEC/w==");
    }
    if (type == JsonNode.class) {
      return JSON.textNode("value");
    }
    if (type == boolean.class || type == Boolean.class) {
      return JSON.booleanNode(true);
    }
    boolean number = List.of(int.class, long.class, Integer.class, Long.class).contains(type);
    return number ? JSON.numberNode(1) : JSON.textNode(name);
  }
}
