package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.jobs.ParameterSpec;
import io.opsconductor.contracts.jobs.ParameterType;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private static final ParameterSpec ENVIRONMENT =
      new ParameterSpec(
          "STAGE", ParameterType.CHOICE, null, new TextNode("test"), List.of("test", "prod"), null);
  private static final ParameterSpec RATIO =
      new ParameterSpec("RATIO", ParameterType.NUMBER, false, null, null, null);

  @Test
  void ofJob_shouldTakeDefaults_whenNothingIsGiven() {
    assertThat(Parameters.ofJob(List.of(ENVIRONMENT, RATIO), Map.of()))
        .isEqualTo(Map.of("STAGE", "test"));
    assertThat(
            Parameters.ofJob(
                List.of(ENVIRONMENT, RATIO),
                Map.of("STAGE", NullNode.instance, "RATIO", new DoubleNode(0.25))))
        .isEqualTo(Map.of("STAGE", "test", "RATIO", "0.25"));
  }

  @Test
  void ofJob_shouldPointAtEach_whenTypesAreWrong() {
    refused(
        () ->
            Parameters.ofJob(
                List.of(ENVIRONMENT, RATIO),
                Map.of("STAGE", new TextNode("dev"), "RATIO", new TextNode("1"))),
        "/parameters/STAGE",
        "/parameters/RATIO");
  }

  @Test
  void adHoc_shouldGiveText_whenValuesAreScalars() {
    BigInteger large = BigInteger.TEN.pow(30);
    assertThat(
            Parameters.adHoc(
                Map.of(
                    "A", new IntNode(-5),
                    "B", BooleanNode.FALSE,
                    "C", new BigIntegerNode(large),
                    "D", new TextNode("line\nline"))))
        .isEqualTo(Map.of("A", "-5", "B", "false", "C", large.toString(), "D", "line\nline"));
  }

  @Test
  void adHoc_shouldPointAtEach_whenNamesOrValuesCannotBeInAnEnvironment() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    Map<String, JsonNode> given =
        Map.of(
            "LD_PRELOAD", new TextNode("x"),
            "a/b~c", new TextNode("x"),
            "LIST", list,
            "NUL", new TextNode("a\0b"),
            "LONG", new TextNode("x".repeat(100_001)));
    refused(
        () -> Parameters.adHoc(given),
        "/parameters/LD_PRELOAD",
        "/parameters/LIST",
        "/parameters/LONG",
        "/parameters/NUL",
        "/parameters/a~1b~0c");
  }

  private static void refused(ThrowingCallable call, String... pointers) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OpsException.class,
            e -> {
              assertThat(e.code()).isEqualTo("bad_parameters");
              assertThat(e.errors()).extracting(FieldError::pointer).containsExactly(pointers);
            });
  }
}
