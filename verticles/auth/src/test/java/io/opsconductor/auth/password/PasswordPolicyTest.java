package io.opsconductor.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.PasswordRule;
import io.opsconductor.contracts.auth.PasswordWeakness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery",
        "tr0ub4dor&3xkcd",
        "operator-password-1",
        "ünïcödé-wörds",
        "seven-93-lamps",
        "nine lamps above the harbour",
        "annie likes cheese",
        "a long pass phrase",
        "lighthouse1234"
      })
  void check_shouldAccept_whenLongAndNotGuessed(String password) {
    assertThatCode(
            () -> PasswordPolicy.check("somebody.else", new SecretText(password), "password"))
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
    assertThatThrownBy(
            () -> PasswordPolicy.check("somebody.else", new SecretText(password), "password"))
        .isInstanceOfSatisfying(
            OpsException.class,
            e -> {
              assertThat(e.code()).isEqualTo("weak_password");
              assertThat(e.errors().getFirst().pointer()).isEqualTo("/password");
              assertThat(e.getMessage()).doesNotContain(password);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "elevenchars, TOO_SHORT",
    "aaaaaaaaaaaa, REPETITIVE",
    "x9-x9-x9-x9-x9, REPETITIVE",
    "lampe-lampe-lampe-lam, REPETITIVE",
    "qwertyuiop12, SEQUENCE",
    "1qaz2wsx3edc, SEQUENCE",
    "1q2w3e4r5t6z, SEQUENCE",
    "abcdefghijkl, SEQUENCE",
    "lkjhgfdsapoiu, SEQUENCE",
    "09876543210987, SEQUENCE",
    "Opsconductor2026!, NAME",
    "annika7annika7x, NAME",
    "akinna-2026-11, NAME",
    "P@ssw0rd2026!, COMMON",
    "1234password!!, COMMON",
    "p-a-s-s-w-o-r-d-1, COMMON",
    "adm1n1strat0r, COMMON",
    "Welcome-Admin-99, COMMON",
    "letmeinletmeinletmein, COMMON",
    "ManchesterUnited1, COMMON",
    "thisismypassword, COMMON",
    "correct horse battery staple, COMMON",
    "schokolade2025, COMMON"
  })
  void weaknesses_shouldNameTheRule_whenThePasswordIsGuessable(String password, PasswordRule rule) {
    assertThat(PasswordPolicy.weaknesses("annika", new SecretText(password)))
        .extracting(PasswordWeakness::rule)
        .contains(rule);
  }
}
