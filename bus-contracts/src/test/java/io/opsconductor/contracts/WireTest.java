package io.opsconductor.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opsconductor.contracts.auth.CreateToken;
import io.opsconductor.contracts.executions.StartExecution;
import io.opsconductor.contracts.jobs.JobInput;
import io.opsconductor.contracts.jobs.UpdateJob;
import io.opsconductor.contracts.node.ScaleGroup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
  private static final String JOB =
      """
      {"name": "nightly", "steps": [{"type": "command", "name": "a", "command": "true"},
       {"type": "script", "name": "b", "script": %s}], "targets": {"selector": "env=prod"},
       "parameters": [%s]}\
      """;

  @Test
  void decode_shouldPassOverAField_whenItIsUnknown() {
    // when
    ScaleGroup request =
        Wire.decode("{\"group\": \"jobs\", \"instances\": 2, \"later\": {}}", ScaleGroup.class);
    // then
    assertThat(request).isEqualTo(new ScaleGroup("jobs", 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"group\": \"jobs\", \"instances\": \"many\"}|/instances",
        "{\"group\": \"jobs\", \"instances\": 1.5}|/instances",
        "{\"group\": \"jobs\", \"instances\": null}|/instances",
        "{\"group\": 7, \"instances\": 1}|/group",
        "{\"group\": true, \"instances\": 1}|/group",
        "{\"group\": [], \"instances\": 1}|/group"
      })
  void decode_shouldPointAtTheField_whenItIsOfAnotherType(String json, String pointer) {
    // when
    OpsException refused = refused(json, ScaleGroup.class);
    // then
    assertThat(refused.is(ErrorCode.MALFORMED_REQUEST)).isTrue();
    assertThat(refused.errors()).extracting(FieldError::pointer).containsExactly(pointer);
    assertThat(refused.getMessage()).doesNotContain("io.opsconductor").doesNotContain("java.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\": \"target\"}|/scopes/0/object/id",
        "{\"selector\": \"env=dev\"}|/scopes/0/object/type",
        "{\"type\": \"execution\", \"selector\": \"env=dev\"}|/scopes/0/object/selector"
      })
  void decode_shouldPointFromTheTop_whenSomethingWithinBreaksARule(String object, String pointer) {
    // given
    String json =
        "{\"name\": \"x\", \"scopes\": [{\"permissions\": [\"target:read\"], \"object\": %s}]}"
            .formatted(object);
    // when
    OpsException refused = refused(json, CreateToken.class);
    // then
    assertThat(refused.errors()).extracting(FieldError::pointer).containsExactly(pointer);
  }

  @Test
  void decode_shouldPointIntoLists_whenAnElementIsOfAnotherType() {
    // when
    OpsException refused = refused(JOB.formatted("17", ""), JobInput.class);
    // then
    assertThat(refused.is(ErrorCode.MALFORMED_REQUEST)).isTrue();
    assertThat(refused.errors()).extracting(FieldError::pointer).containsExactly("/steps/1/script");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1,", "\"text", "nonsense"})
  void decode_shouldRefuse_whenTheTextIsNotJson(String text) {
    // when
    OpsException refused = refused(text, ScaleGroup.class);
    // then
    assertThat(refused.is(ErrorCode.MALFORMED_REQUEST)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "\"jobs\""})
  void decode_shouldRefuse_whenTheTopIsNoObject(String json) {
    assertThat(refused(json, ScaleGroup.class).is(ErrorCode.MALFORMED_REQUEST)).isTrue();
  }

  @Test
  void decode_shouldTellTheRulesOwnError_whenARecordRefuses() {
    // when
    OpsException refused = refused("{\"group\": \"jobs\", \"instances\": 65}", ScaleGroup.class);
    // then
    assertThat(refused.is(ErrorCode.INVALID_REQUEST)).isTrue();
    assertThat(refused.errors())
        .containsExactly(
            new FieldError("/instances", "instances must be between 0 and 64, got 65"));
  }

  @Test
  void decode_shouldPointFromTheTop_whenARecordWithinRefuses() {
    // given
    String parameter = "{\"name\": \"LD_PRELOAD\", \"type\": \"string\"}";
    String job = JOB.formatted("\"ls\"", parameter);
    String update = "{\"id\": \"018f6f2e-7c1a-7000-8000-0000000000aa\", \"job\": " + job + "}";
    // when
    OpsException ofJob = refused(job, JobInput.class);
    OpsException ofUpdate = refused(update, UpdateJob.class);
    // then
    assertThat(ofJob.is(ErrorCode.INVALID_REQUEST)).isTrue();
    assertThat(ofJob.errors())
        .extracting(FieldError::pointer)
        .containsExactly("/parameters/0/name");
    assertThat(ofUpdate.errors())
        .extracting(FieldError::pointer)
        .containsExactly("/job/parameters/0/name");
  }

  @Test
  void decode_shouldPointAtTheSelection_whenItIsEmpty() {
    // when
    OpsException refused =
        refused("{\"command\": \"true\", \"targets\": {\"ids\": []}}", StartExecution.class);
    // then
    assertThat(refused.errors()).extracting(FieldError::pointer).containsExactly("/targets/ids");
  }

  @Test
  void errorMessage_shouldKeepEverything_whenItTravels() {
    // given
    OpsException sent =
        new OpsException(
            ErrorCode.JOB_NAME_TAKEN, "Taken", List.of(new FieldError("/name", "Taken")));
    // when
    OpsException received =
        Wire.decode(Wire.encode(sent.toMessage()), ErrorMessage.class).toException();
    // then
    assertThat(received.toMessage()).isEqualTo(sent.toMessage());
    assertThat(received.is(ErrorCode.JOB_NAME_TAKEN)).isTrue();
  }

  @Test
  void errorMessage_shouldSayWhenToAskAgain_whenTheErrorDoes() {
    // given
    OpsException sent =
        new OpsException(ErrorCode.SIGN_IN_SLOWED, "Wait").retryAfter(Duration.ofMillis(1001));
    // when
    OpsException received =
        Wire.decode(Wire.encode(sent.toMessage()), ErrorMessage.class).toException();
    // then
    assertThat(received.retryAfterSeconds()).isEqualTo(2);
    assertThat(received.is(ErrorCode.SIGN_IN_SLOWED)).isTrue();
  }

  @Test
  void errorMessage_shouldBeUnderstood_whenTheCodeIsOfALaterRelease() {
    // given
    String json =
        "{\"code\": \"moon_phase\", \"category\": \"CONFLICT\", \"retryable\": true,"
            + " \"detail\": \"Not now\"}";
    // when
    OpsException received = Wire.decode(json, ErrorMessage.class).toException();
    // then
    assertThat(received.code()).isEqualTo("moon_phase");
    assertThat(received.category()).isEqualTo(ErrorCategory.CONFLICT);
    assertThat(received.retryable()).isTrue();
  }

  private static OpsException refused(String json, Class<?> type) {
    return catchThrowableOfType(OpsException.class, () -> Wire.decode(json, type));
  }
}
