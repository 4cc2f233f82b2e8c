package io.opsconductor.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.jobs.Interpreter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepProgramTest {

  @Test
  void of_shouldRefuse_whenTheCommandOrAValueHoldsNul() {
    assertThatThrownBy(() -> StepProgram.of(Interpreter.SH, "a\0b", Map.of(), Ssh.attempt()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StepProgram.of(Interpreter.SH, "a", Map.of("A", "\0"), Ssh.attempt()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATH", "LD_PRELOAD", "a b", "1A", "A;id", "", "OPSC_p", "IFS"})
  void of_shouldRefuse_whenANameIsDangerous(String name) {
    assertThatThrownBy(() -> StepProgram.of(Interpreter.SH, "a", Map.of(name, "v"), Ssh.attempt()))
        .isInstanceOf(OpsException.class);
  }

  @Test
  void of_shouldNotHoldTheMarkerInOnePiece_soThatAnEchoOfItIsNotTaken() {
    // when
    StepProgram program = StepProgram.of(Interpreter.SH, "echo hi", Map.of(), Ssh.attempt());

    // then
    assertThat(program.text())
        .contains(program.marker().first(), program.marker().second())
        .doesNotContain(program.marker().text());
  }

  @Test
  void quote_shouldKeepTheWordTogether_whateverIsInIt() {
    assertThat(ShellText.quote("it's $x")).isEqualTo("'it'\\''s $x'");
  }
}
