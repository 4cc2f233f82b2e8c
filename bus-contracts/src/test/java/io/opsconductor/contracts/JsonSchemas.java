package io.opsconductor.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * JSON Schemas (2020-12) of the wire records, for services in other languages. They say which
 * fields there are and of which type; the rules of values are told by the errors.
 */
final class JsonSchemas {
  private static final Map<Class<?>, Map<String, String>> SCALARS =
      Map.of(
          UUID.class, Map.of("type", "string", "format", "uuid"),
          Instant.class, Map.of("type", "string", "format", "date-time"),
          SecretText.class, Map.of("type", "string"),
          byte[].class, Map.of("type", "string", "contentEncoding", "base64"),
          JsonNode.class, Map.of());

  private final SchemaGenerator generator;

  JsonSchemas() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(
                Wire.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES, Option.DEFINITIONS_FOR_ALL_OBJECTS)
            .with(
                new JacksonModule(
                    JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY,
                    JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE));
    config
        .forTypesInGeneral()
        .withCustomDefinitionProvider(
            (type, context) -> {
              Map<String, String> scalar = SCALARS.get(type.getErasedType());
              return scalar == null
                  ? null
                  : new CustomDefinition(
                      Wire.mapper().valueToTree(scalar),
                      CustomDefinition.DefinitionType.INLINE,
                      CustomDefinition.AttributeInclusion.YES);
            });
    this.generator = new SchemaGenerator(config.build());
  }

  /** The records but for variants of a sealed type, which are told apart where that is held. */
  static List<Class<?>> types() {
    List<Class<?>> types = new ArrayList<>(WireTypes.records());
    types.removeIf(type -> Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed));
    return types;
  }

  ObjectNode of(Class<?> type) {
    return generator.generateSchema(type);
  }

  /** Writes one file a record. */
  void write(Path directory) {
    try {
      Files.createDirectories(directory);
      for (Class<?> type : types()) {
        Files.writeString(
            directory.resolve(WireTypes.name(type) + ".json"), of(type).toPrettyString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
