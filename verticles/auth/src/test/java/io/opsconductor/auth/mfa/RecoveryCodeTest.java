package io.opsconductor.auth.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryCodeTest {
  @Test
  void newSet_shouldHaveTenThatDiffer_whenItIsMade() {
    // when
    List<String> codes = RecoveryCode.newSet();
    // then
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    assertThat(codes).allMatch(code -> code.matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}"));
    assertThat(codes).allMatch(RecoveryCode::isMeant);
  }

  @Test
  void hash_shouldBeTheSame_howeverItIsTyped() {
    byte[] hash = RecoveryCode.hash("ABCD-EFGH-2345-MNOP");
    assertThat(RecoveryCode.hash("abcdefgh2345mnop")).isEqualTo(hash);
    assertThat(RecoveryCode.hash("abcd efgh 2345 mnop")).isEqualTo(hash);
    assertThat(RecoveryCode.hash("ABCD-EFGH-2345-MNOQ")).isNotEqualTo(hash);
  }

  /** RFC 4648 §10. */
  @ParameterizedTest
  @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "foobar, MZXW6YTBOI"})
  void base32_shouldBeThatOfTheStandard_whenBytesAreWritten(String text, String encoded) {
    assertThat(Base32.encode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
  }
}
