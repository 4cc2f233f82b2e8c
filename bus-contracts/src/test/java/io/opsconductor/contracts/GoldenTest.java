package io.opsconductor.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Other versions and other languages read what these records write. A change that fails here breaks
 * them unless it only adds an optional field; then add the field to the golden file.
 */
class GoldenTest {

  static Stream<Named<Class<?>>> records() {
    return WireTypes.records().stream().map(type -> Named.of(WireTypes.name(type), type));
  }

  @ParameterizedTest
  @MethodSource("records")
  void wireForm_shouldBeAsPinned_whenARecordIsReadAndWritten(Class<?> type) {
    for (JsonNode example : examples(type)) {
      // when
      Object record = Wire.decode(example.toString(), type);
      // then
      assertThat(Wire.mapper().valueToTree(record).toPrettyString())
          .as("the wire form of %s", WireTypes.name(type))
          .isEqualTo(example.toPrettyString());
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void goldenFile_shouldNameEveryField_whenTheRecordHasIt(Class<?> type) {
    // given
    Set<String> named =
        examples(type).stream()
            .flatMap(example -> example.properties().stream())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    // when
    List<String> fields =
        Arrays.stream(type.getRecordComponents()).map(ExampleJson::property).toList();
    // then
    assertThat(named).as("filled fields in %s", GoldenFiles.path(type)).containsAll(fields);
  }

  @Test
  void names_shouldBeUnique_whenTheyNameGoldenFiles() {
    assertThat(WireTypes.records()).extracting(WireTypes::name).doesNotHaveDuplicates();
  }

  private static List<JsonNode> examples(Class<?> type) {
    return GoldenFiles.examples(type)
        .orElseThrow(
            () ->
                new AssertionError(
                    "There is no %s. A beginning:%n%s"
                        .formatted(GoldenFiles.path(type), ExampleJson.of(type).toPrettyString())));
  }
}
