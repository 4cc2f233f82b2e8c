package io.opsconductor.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opsconductor.contracts.jobs.ParameterSpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "9", "nightly backup (prod)", "Übersicht", "a/b:c@d_e+f-g.h"})
  void name_shouldPass_whenPeopleWouldGiveIt(String name) {
    assertThat(Checks.name(name, "name")).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " a", "-a", "a\nb", "a\0b", "a\tb", "<a>", "a;b", "\u202Ea"})
  void name_shouldBeRefused_whenItCouldMislead(String name) {
    assertThat(refused(() -> Checks.name(name, "name")).errors())
        .extracting(FieldError::pointer)
        .containsExactly("/name");
  }

  @Test
  void name_shouldBeRefused_whenItIsTooLongOrMissing() {
    refused(() -> Checks.name("a".repeat(129), "name"));
    assertThat(refused(() -> Checks.name(null, "name")).getMessage()).isEqualTo("name is missing");
  }

  @Test
  void text_shouldBeRefused_whenItIsEmptyTooLongOrHoldsNul() {
    refused(() -> Checks.text("", "t", 3));
    refused(() -> Checks.text("abcd", "t", 3));
    refused(() -> Checks.text("a\0", "t", 3));
    assertThat(Checks.text("abc", "t", 3)).isEqualTo("abc");
  }

  @Test
  void optionalText_shouldPass_whenItIsAbsent() {
    assertThat(Checks.optionalText(null, "t", 3)).isNull();
    assertThat(Checks.optionalText("", "t", 3)).isEmpty();
    refused(() -> Checks.optionalText("a\0", "t", 3));
  }

  @Test
  void range_shouldNameTheValue_whenItIsOutside() {
    assertThat(refused(() -> Checks.range(0, "n", 1, 5)).getMessage())
        .isEqualTo("n must be between 1 and 5, got 0");
    refused(() -> Checks.range(6, "n", 1, 5));
    assertThat(Checks.range(1, "n", 1, 5)).isEqualTo(1);
    assertThat(Checks.range(5, "n", 1, 5)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "_x", "release_2", "MY_PATH", "HOMEPAGE", "USERNAME"})
  void parameterName_shouldPass_whenItIsAVariableName(String name) {
    assertThat(ParameterSpec.checkName(name, "name")).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1a",
        "a-b",
        "a b",
        "a=b",
        "ä",
        "a\n",
        "PATH",
        "path",
        "IFS",
        "ENV",
        "BASH_ENV",
        "HOME",
        "LD_PRELOAD",
        "LD_LIBRARY_PATH",
        "ld_audit",
        "DYLD_INSERT_LIBRARIES",
        "SHELLOPTS",
        "PS4",
        "PROMPT_COMMAND",
        "PYTHONSTARTUP",
        "PERL5OPT",
        "NODE_OPTIONS",
        "BASH_FUNC_x",
        "OPSC_TASK",
        "GIT_SSH_COMMAND",
        "UID"
      })
  void parameterName_shouldBeRefused_whenItIsNoneOrChangesHowProgramsRun(String name) {
    assertThat(refused(() -> ParameterSpec.checkName(name, "name")).is(ErrorCode.INVALID_REQUEST))
        .isTrue();
  }

  private static OpsException refused(ThrowingCallable call) {
    OpsException refused = catchThrowableOfType(OpsException.class, call);
    assertThat(refused).isNotNull();
    return refused;
  }
}
