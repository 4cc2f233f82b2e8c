package io.opsconductor.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonSchemasIT {
  private static final JsonSchemas SCHEMAS = new JsonSchemas();

  static Stream<Named<Class<?>>> records() {
    return JsonSchemas.types().stream().map(type -> Named.of(WireTypes.name(type), type));
  }

  @ParameterizedTest
  @MethodSource("records")
  void schema_shouldAcceptTheGoldenFile_whenItIsGeneratedFromTheRecord(Class<?> type) {
    for (JsonNode example : GoldenFiles.examples(type).orElse(List.of())) {
      // when
      OutputUnit result = validate(type, example);
      // then
      assertThat(result.getErrors()).as("%s", result.toJson()).isNullOrEmpty();
      assertThat(result.getValid()).isTrue();
    }
  }

  @Test
  void schema_shouldRefuse_whenAFieldIsOfAnotherType() {
    // given
    JsonNode example = Wire.decode("{\"id\": 7}", JsonNode.class);
    // when, then
    assertThat(validate(IdRequest.class, example).getValid()).isFalse();
  }

  @Test
  void write_shouldMakeAFileForEachRecord_whenItIsAsked() {
    // given
    Path directory = Path.of("target", "schemas");
    // when
    SCHEMAS.write(directory);
    // then
    assertThat(directory.toFile().list()).hasSizeGreaterThanOrEqualTo(JsonSchemas.types().size());
  }

  private static OutputUnit validate(Class<?> type, JsonNode example) {
    JsonSchemaOptions options =
        new JsonSchemaOptions()
            .setBaseUri("https://opsconductor.invalid/")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);
    return Validator.create(JsonSchema.of(new JsonObject(SCHEMAS.of(type).toString())), options)
        .validate(new JsonObject(example.toString()));
  }
}
