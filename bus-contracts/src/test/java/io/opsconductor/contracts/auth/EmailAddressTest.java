package io.opsconductor.contracts.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.OpsException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"ann@example.org", "a.b+c@x-1.example", "root@localhost", "o'hara@e.org"})
  void check_shouldPass_whenItIsAnAddress(String address) {
    assertThatCode(() -> EmailAddress.check(address, "email")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann",
        "@example.org",
        "ann@",
        "ann@example.org\n",
        "ann@example.org\r\nBcc: eve@example.org",
        "ann@example.org\u0000",
        "ann@example.org, eve@example.org",
        "ann@example.org;eve@example.org",
        "Ann <ann@example.org>",
        "<ann@example.org>",
        "ann@@example.org",
        "ann@example..org",
        "\"ann\"@example.org",
        "ann eve@example.org",
        "änn@example.org"
      })
  void check_shouldRefuse_whenItCouldBeMoreThanOneAddress(String address) {
    assertThatThrownBy(() -> EmailAddress.check(address, "email"))
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.code()).isEqualTo("invalid_request"));
  }
}
