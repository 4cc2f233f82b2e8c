package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {

  @Test
  void incompleteTail_shouldBeWhatIsThereOfTheLastCodePoint_whenItIsCut() {
    for (String symbol : new String[] {"ü", "€", "日", "\uD7FF", "\uE000", "😀", "\uDBFF\uDFFF"}) {
      byte[] all = ("ab" + symbol).getBytes(StandardCharsets.UTF_8);
      for (int end = 3; end < all.length; end++) {
        assertThat(Utf8.incompleteTail(Arrays.copyOf(all, end))).isEqualTo(end - 2);
      }
      assertThat(Utf8.incompleteTail(all)).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "61, 0",
    "80, 0",
    "8080, 0",
    "61FF, 0",
    "C0, 0",
    "F5, 0",
    "E080, 0",
    "E0A0, 2",
    "EDA0, 0",
    "ED9F, 2",
    "F08F, 0",
    "F090, 2",
    "F490, 0",
    "F48F, 2",
    "F09F98, 3",
    "C3C3, 1",
    "E0, 1",
    "808080, 0",
    "F0808080, 0"
  })
  void incompleteTail_shouldNotWait_whenMoreBytesCannotMakeItValid(String hex, int expected) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThat(Utf8.incompleteTail(bytes)).isEqualTo(expected);
  }
}
