package io.opsconductor.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.jobs.ParameterSpec;
import io.opsconductor.contracts.jobs.ParameterType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterDefaultsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRING|\"\"",
        "STRING|\"x\"",
        "NUMBER|7",
        "NUMBER|-1.5",
        "BOOLEAN|false",
        "CHOICE|\"b\"",
        "STRING|null"
      })
  void check_shouldFindNothing_whenTheDefaultIsOfTheType(ParameterType type, String json) {
    assertThat(ParameterDefaults.check(List.of(parameter("P", type, json)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRING|1",
        "STRING|[]",
        "STRING|\"a\\u0000b\"",
        "NUMBER|\"7\"",
        "NUMBER|true",
        "BOOLEAN|\"true\"",
        "BOOLEAN|0",
        "CHOICE|\"c\"",
        "CHOICE|1"
      })
  void check_shouldPointAtTheDefault_whenItIsOfAnotherType(ParameterType type, String json) {
    // when
    List<FieldError> errors =
        ParameterDefaults.check(
            List.of(parameter("FIRST", ParameterType.STRING, "\"x\""), parameter("P", type, json)));
    // then
    assertThat(errors).extracting(FieldError::pointer).containsExactly("/parameters/1/default");
    assertThat(errors.getFirst().detail()).startsWith("The default of P must be ");
  }

  @Test
  void check_shouldTellEveryWrongOne_whenThereAreSeveral() {
    // when
    List<FieldError> errors =
        ParameterDefaults.check(
            List.of(
                parameter("A", ParameterType.NUMBER, "\"x\""),
                parameter("B", ParameterType.BOOLEAN, "1")));
    // then
    assertThat(errors)
        .extracting(FieldError::pointer)
        .containsExactly("/parameters/0/default", "/parameters/1/default");
  }

  private static ParameterSpec parameter(String name, ParameterType type, String json) {
    JsonNode value = Wire.decode(json, JsonNode.class);
    List<String> choices = type == ParameterType.CHOICE ? List.of("a", "b") : null;
    return new ParameterSpec(name, type, null, value, choices, null);
  }
}
