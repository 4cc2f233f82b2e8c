package io.opsconductor.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Made by the reference implementation: argon2 somesalt -id -t 2 -m 16 -p 1 -e */
  private static final String REFERENCE =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  @Test
  void matches_shouldAgreeWithTheReference_whenGivenItsVector() {
    PasswordHash hash = PasswordHash.parse(REFERENCE);
    assertThat(hash.matches("password")).isTrue();
    assertThat(hash.matches("Password")).isFalse();
    assertThat(hash.phc()).isEqualTo(REFERENCE);
  }

  @Test
  void of_shouldUseTheRecommendedParameters_whenHashing() {
    assertThat(PasswordHash.of("a password", RANDOM).phc())
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  void of_shouldSaltEachHash_whenThePasswordIsTheSame() {
    assertThat(PasswordHash.of("a password", RANDOM))
        .isNotEqualTo(PasswordHash.of("a password", RANDOM));
  }

  @Test
  void matches_shouldAcceptOtherCodePoints_whenTheTextIsTheSame() {
    assertThat(PasswordHash.of("caf\u00e9 au lait", RANDOM).matches("cafe\u0301 au lait")).isTrue();
  }

  @Test
  void toString_shouldTellNothing_whenPrinted() {
    assertThat(PasswordHash.parse(REFERENCE)).hasToString("PasswordHash[***]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"
      })
  void parse_shouldFail_whenItIsNoArgon2idHash(String phc) {
    assertThatThrownBy(() -> PasswordHash.parse(phc)).isInstanceOf(IllegalStateException.class);
  }
}
