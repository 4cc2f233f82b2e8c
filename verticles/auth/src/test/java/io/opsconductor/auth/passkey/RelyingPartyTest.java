package io.opsconductor.auth.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.opsconductor.auth.passkey.PasskeySettings.UserVerification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelyingPartyTest {

  @ParameterizedTest
  @CsvSource({
    "https://Ops.Example.org, ops.example.org, https://ops.example.org",
    "https://ops.example.org:443/console/, ops.example.org, https://ops.example.org",
    "https://ops.example.org:8443, ops.example.org, https://ops.example.org:8443",
    "http://localhost:8080, localhost, http://localhost:8080",
    "http://localhost:80, localhost, http://localhost"
  })
  void of_shouldBeTheHostOfThePublicUrl_whenNothingElseIsSaid(
      String url, String id, String origin) {
    assertThat(RelyingParty.of(url, PasskeySettings.none()))
        .hasValueSatisfying(
            party -> {
              assertThat(party.id()).isEqualTo(id);
              assertThat(party.origins()).containsExactly(origin);
              assertThat(party.userVerification()).isEqualTo(UserVerification.PREFERRED);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://192.0.2.7:8443",
        "http://127.0.0.1:8080",
        "https://[2001:db8::1]/",
        "http://ops.example.org"
      })
  void of_shouldBeNone_whenBrowsersHaveNoPasskeysThere(String url) {
    assertThat(RelyingParty.of(url, PasskeySettings.none())).isEmpty();
  }

  @Test
  void of_shouldTakeFurtherOrigins_whenTheyAreWithinTheDomain() {
    // given
    PasskeySettings settings =
        new PasskeySettings(
            "example.org", List.of("https://console.example.org"), UserVerification.REQUIRED);
    // then
    assertThat(RelyingParty.of("https://ops.example.org", settings))
        .hasValueSatisfying(
            party -> {
              assertThat(party.id()).isEqualTo("example.org");
              assertThat(party.origins())
                  .containsExactlyInAnyOrder(
                      "https://ops.example.org", "https://console.example.org");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "ops.example.net, https://ops.example.org, auth.public_url must be within",
    "example.org, https://example.org.evil.net, auth.passkeys.origins must be within",
    "example.org, https://badexample.org, auth.passkeys.origins must be within",
    "example.org, http://console.example.org, must be https",
    "192.0.2.7, https://192.0.2.7, must be a domain",
    "example.org, console.example.org, auth.passkeys.origins must be like"
  })
  void of_shouldNameTheKey_whenItCannotBe(String id, String origin, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RelyingParty.of(
                    "https://ops.example.org", new PasskeySettings(id, List.of(origin), null)))
        .withMessageContaining(words);
  }

  @Test
  void of_shouldRefuse_whenThereIsNoPublicUrl() {
    assertThat(RelyingParty.of(null, PasskeySettings.none())).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RelyingParty.of(null, new PasskeySettings("example.org", null, null)))
        .withMessageContaining("auth.public_url");
  }
}
