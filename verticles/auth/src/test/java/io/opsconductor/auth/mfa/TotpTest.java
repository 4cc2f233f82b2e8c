package io.opsconductor.auth.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:10Z");

  /** RFC 6238, appendix B. */
  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void code_shouldBeThatOfTheStandard_whenItIsOfItsTimes(long seconds, String code) {
    assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(seconds)), 8)).isEqualTo(code);
  }

  /** RFC 4226, appendix D. */
  @Test
  void code_shouldBeThatOfTheStandard_whenItIsCounted() {
    List<String> codes =
        List.of("755224", "287082", "359152", "969429", "338314", "254676", "287922");
    for (int i = 0; i < codes.size(); i++) {
      assertThat(Totp.code(SECRET, i, Totp.DIGITS)).isEqualTo(codes.get(i));
    }
  }

  @Test
  void match_shouldAcceptOneStepEitherWay_whenClocksDiffer() {
    // given
    long step = Totp.step(NOW);
    // then
    assertThat(match(step - 2, 0)).isNull();
    assertThat(match(step - 1, 0)).isEqualTo(step - 1);
    assertThat(match(step, 0)).isEqualTo(step);
    assertThat(match(step + 1, 0)).isEqualTo(step + 1);
    assertThat(match(step + 2, 0)).isNull();
  }

  @Test
  void match_shouldRefuse_whenTheStepOrALaterOneWasAccepted() {
    long step = Totp.step(NOW);
    assertThat(match(step, step)).isNull();
    assertThat(match(step - 1, step)).isNull();
    assertThat(match(step, step - 1)).isEqualTo(step);
  }

  @ParameterizedTest
  @CsvSource({"''", "12345", "1234567", "abcdef", "１２３４５６"})
  void match_shouldRefuse_whenItIsNoCode(String code) {
    assertThat(Totp.match(SECRET, code, NOW, 0)).isEmpty();
  }

  private static Long match(long stepOfCode, long last) {
    var found = Totp.match(SECRET, Totp.code(SECRET, stepOfCode, Totp.DIGITS), NOW, last);
    return found.isPresent() ? found.getAsLong() : null;
  }
}
