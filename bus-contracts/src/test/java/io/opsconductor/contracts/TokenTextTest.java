package io.opsconductor.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.auth.TokenText;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTextTest {
  private final SecureRandom random = new SecureRandom();

  @Test
  void generate_shouldGiveWellFormedTokens_whenAsked() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      // when
      String token = TokenText.generate(random);
      // then
      assertThat(token).matches("opsc_[0-9A-Za-z]{46}");
      assertThat(TokenText.isWellFormed(token)).isTrue();
      seen.add(token);
    }
    assertThat(seen).hasSize(200);
  }

  @Test
  void isWellFormed_shouldBeFalse_whenAnyCharacterIsMistyped() {
    // given
    String token = TokenText.generate(random);
    for (int i = 0; i < token.length(); i++) {
      // when
      char other = token.charAt(i) == 'x' ? 'y' : 'x';
      String mistyped = token.substring(0, i) + other + token.substring(i + 1);
      // then
      assertThat(TokenText.isWellFormed(mistyped)).as(mistyped).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "opsc_", "opsr_0000", "opsc_\u0000", "opsc_äöü"})
  void isWellFormed_shouldBeFalse_whenItIsSomethingElse(String text) {
    assertThat(TokenText.isWellFormed(text)).isFalse();
    assertThat(TokenText.isWellFormed(TokenText.generate(random) + text + "0")).isFalse();
  }

  @Test
  void isWellFormed_shouldHold_whenAnotherReleaseMadeTheToken() {
    // The form is pinned: scanners of secrets know it.
    assertThat(TokenText.isWellFormed("opsc_012345678901234567890123456789012345678932mxo1"))
        .isTrue();
  }
}
