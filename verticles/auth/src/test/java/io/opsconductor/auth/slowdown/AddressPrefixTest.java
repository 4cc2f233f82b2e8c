package io.opsconductor.auth.slowdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPrefixTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.0/24",
    "::ffff:192.0.2.7, 192.0.2.0/24",
    "2001:db8:1:2fe::9, 2001:db8:1:200:0:0:0:0/56",
    "2001:db8:1:2aa:ffff:ffff:ffff:ffff, 2001:db8:1:200:0:0:0:0/56",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:0/56"
  })
  void of_shouldCutTheHostOff_whenItIsAnAddress(String address, String prefix) {
    assertThat(AddressPrefix.of(address)).isEqualTo(prefix);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "192.0.2.7:80", "a.example"})
  void of_shouldBeUnknown_whenItIsNoAddress(String text) {
    assertThat(AddressPrefix.of(text)).isEqualTo(AddressPrefix.UNKNOWN);
  }

  @Test
  void of_shouldBeUnknown_whenNothingIsKnown() {
    assertThat(AddressPrefix.of(null)).isEqualTo(AddressPrefix.UNKNOWN);
  }
}
