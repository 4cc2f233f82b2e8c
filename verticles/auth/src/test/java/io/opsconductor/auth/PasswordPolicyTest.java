package io.opsconductor.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery",
        "tr0ub4dor&3xkcd",
        "operator-password-1",
        "ünïcödé-wörds",
        "seven-93-lamps"
      })
  void check_shouldAccept_whenLongAndNotGuessed(String password) {
    assertThatCode(() -> PasswordPolicy.check("somebody.else", new SecretText(password)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "elevenchars",
        "aaaaaaaaaaaa",
        "abababababab",
        "123456789012",
        "Password1234",
        "PasswordPassword!",
        "somebody.else",
        "SomeBody.Else99",
        "opsconductor",
        "administrator2026",
        "changemechangeme"
      })
  void check_shouldRefuseAndPointAtThePassword_whenWeak(String password) {
    assertThatThrownBy(() -> PasswordPolicy.check("somebody.else", new SecretText(password)))
        .isInstanceOfSatisfying(
            OpsException.class,
            e -> {
              assertThat(e.code()).isEqualTo("weak_password");
              assertThat(e.errors().getFirst().pointer()).isEqualTo("/password");
              assertThat(e.getMessage()).doesNotContain(password);
            });
  }
}
