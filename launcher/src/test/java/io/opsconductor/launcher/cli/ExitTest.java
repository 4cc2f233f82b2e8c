package io.opsconductor.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.executions.ExecutionState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitTest {

  @ParameterizedTest
  @CsvSource({
    "SUCCEEDED, 3, 0",
    "FAILED, 1, 3",
    "FAILED, 0, 4",
    "TIMED_OUT, 1, 8",
    "CANCELLED, 1, 9",
    "LOST, 0, 1",
    "LOST, 2, 3",
    "RUNNING, 0, 1"
  })
  void ofExecution_shouldTellHowItEnded_whenFollowed(
      ExecutionState state, int succeeded, int code) {
    assertThat(Exit.ofExecution(state, Map.of("succeeded", succeeded)).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "400, 1", "401, 5", "403, 5", "404, 6", "409, 7", "412, 7", "408, 8", "504, 8", "500, 1"
  })
  void ofStatus_shouldTellTheKindOfRefusal_whenTheServerRefuses(int status, int code) {
    assertThat(Exit.ofStatus(status).code()).isEqualTo(code);
  }

  @Test
  void code_shouldBeOneThatScriptsRelyOn_whenReleased() {
    assertThat(Exit.values())
        .extracting(Exit::code)
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 130);
  }
}
