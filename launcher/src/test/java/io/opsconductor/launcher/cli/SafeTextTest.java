package io.opsconductor.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTextTest {

  @ParameterizedTest
  @CsvSource({
    "'\u001b]0;owned\u0007', '^[]0;owned^G'",
    "'a\u001b[31mred', 'a^[[31mred'",
    "'back\b\rover', 'back^H^Mover'",
    "'\u009b31m', '\\u009b31m'",
    "'\u007f', '^?'",
    "'evil\u202egpj.exe', 'evil\\u202egpj.exe'",
    "'plain text, Grüße \uD83D\uDE00', 'plain text, Grüße \uD83D\uDE00'",
    "'tab\tstays', 'tab\tstays'"
  })
  void of_shouldShowControls_whenTextHasThem(String text, String safe) {
    assertThat(SafeText.of(text)).isEqualTo(safe);
    assertThat(SafeText.of(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(safe);
  }

  @Test
  void of_shouldShowBytes_whenTheyAreNotUtf8() {
    // given
    byte[] line = {'a', (byte) 0xff, 0, (byte) 0xc3, 'b', (byte) 0xe2, (byte) 0x82};

    // when, then
    assertThat(SafeText.of(line)).isEqualTo("a\\xff^@\\xc3b\\xe2\\x82");
  }

  @Test
  void lines_shouldKeepLineEnds_whenTextHasSeveral() {
    assertThat(SafeText.lines("one\ntwo\u001b")).isEqualTo("one\ntwo^[");
  }
}
