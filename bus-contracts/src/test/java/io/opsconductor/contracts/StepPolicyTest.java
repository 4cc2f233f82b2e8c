package io.opsconductor.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.jobs.LostPolicy;
import io.opsconductor.contracts.jobs.RetrySpec;
import io.opsconductor.contracts.jobs.StepSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepPolicyTest {

  @Test
  void step_shouldHaveDefaults_whenItsJsonSaysNothingOfLossAndRetries() {
    // when
    StepSpec step =
        Wire.decode("{\"type\":\"command\",\"name\":\"a\",\"command\":\"b\"}", StepSpec.class);
    // then
    assertThat(step.onLost()).isEqualTo(LostPolicy.REATTACH);
    assertThat(step.idempotent()).isFalse();
    assertThat(step.patienceSeconds()).isEqualTo(600);
    assertThat(step.retry())
        .isEqualTo(
            new RetrySpec(
                1,
                5,
                2.0,
                List.of(ErrorClass.CONNECTION, ErrorClass.TRANSFER, ErrorClass.INTERNAL)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"onLost\":\"retry\"",
        "\"onLost\":\"retry\",\"idempotent\":false",
        "\"patienceSeconds\":0",
        "\"patienceSeconds\":86401",
        "\"retry\":{\"attempts\":0}",
        "\"retry\":{\"attempts\":11}",
        "\"retry\":{\"backoffSeconds\":-1}",
        "\"retry\":{\"backoffSeconds\":3601}",
        "\"retry\":{\"factor\":0.5}",
        "\"retry\":{\"factor\":11}",
        "\"retry\":{\"on\":[]}",
        "\"retry\":{\"on\":[\"lost\"]}",
        "\"retry\":{\"on\":[\"cancelled\"]}",
        "\"retry\":{\"on\":[\"safety\"]}"
      })
  void step_shouldBeRefused_whenItsPolicyCannotBe(String policy) {
    String json = "{\"type\":\"script\",\"name\":\"a\",\"script\":\"b\"," + policy + "}";
    assertThatThrownBy(() -> Wire.decode(json, StepSpec.class))
        .isInstanceOfSatisfying(
            OpsException.class,
            e -> {
              assertThat(e.code()).isEqualTo("invalid_request");
              assertThat(e.errors()).isNotEmpty();
            });
  }

  @Test
  void step_shouldBeTaken_whenItIsIdempotentAndRetriedAfterALoss() {
    String json =
        """
        {"type":"command","name":"a","command":"b","onLost":"retry","idempotent":true,
         "retry":{"attempts":3,"on":["command","command"]}}\
        """;
    // when
    StepSpec step = Wire.decode(json, StepSpec.class);
    // then
    assertThat(step.onLost()).isEqualTo(LostPolicy.RETRY);
    assertThat(step.retry().on()).containsExactly(ErrorClass.COMMAND);
  }

  @ParameterizedTest
  @CsvSource({"5, 2, 1, 5", "5, 2, 3, 20", "5, 1, 9, 5", "600, 10, 2, 3600", "0, 2, 4, 0"})
  void pause_shouldGrowToOneHour_whenAttemptsFail(
      int backoff, double factor, int failed, int expected) {
    assertThat(new RetrySpec(10, backoff, factor, null).pauseAfter(failed))
        .isEqualTo(Duration.ofSeconds(expected));
  }
}
