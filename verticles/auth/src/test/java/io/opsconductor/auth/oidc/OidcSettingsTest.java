package io.opsconductor.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Wire;
import io.opsconductor.platform.config.Section;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OidcSettingsTest {
  private static final Map<String, Object> LEAST =
      Map.of("name", "acme", "issuer", "https://id.example.org/", "client_id", "ops");

  private static OidcSettings settings(Map<String, ?> values) {
    return new Section("auth.oidc", Wire.mapper().valueToTree(values)).as(OidcSettings.class);
  }

  private static OidcSettings with(String key, Object value) {
    Map<String, Object> provider = new HashMap<>(LEAST);
    provider.put(key, value);
    return settings(Map.of("providers", List.of(provider)));
  }

  @Test
  void settings_shouldHaveNoProvider_whenNothingIsConfigured() {
    // when
    OidcSettings settings = settings(Map.of());
    // then
    assertThat(settings).isEqualTo(OidcSettings.NONE);
    assertThat(settings.signInPage()).isEqualTo("/login");
    assertThat(settings.providers()).isEmpty();
  }

  @Test
  void provider_shouldLetNobodyInWhoIsNotKnown_whenNothingElseIsSaid() {
    // when
    OidcSettings settings = with("name", "acme");
    // then
    OidcProviderSettings provider = settings.providers().getFirst();
    assertThat(provider.label()).isEqualTo("acme");
    assertThat(provider.scopes()).containsExactly("openid", "profile", "email");
    assertThat(provider.usernameClaim()).isEqualTo("preferred_username");
    assertThat(provider.groupsClaim()).isEqualTo("groups");
    assertThat(provider.createUsers()).isFalse();
    assertThat(provider.linkByEmail()).isFalse();
    assertThat(provider.userinfo()).isFalse();
    assertThat(provider.emailDomains()).isEmpty();
    assertThat(provider.organizationId()).isEqualTo(Ids.DEFAULT_ORGANIZATION);
    OidcSite site = new OidcSite("https://ops.example.org", settings);
    assertThat(site.redirectUri(provider))
        .isEqualTo("https://ops.example.org/api/v1/auth/oidc/acme/callback");
    assertThat(site.secure()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name | Acme | name must be",
        "issuer | http://id.example.org | issuer must be an https URL",
        "issuer | https://id.example.org?a=b | issuer must be an https URL",
        "issuer | not a url | issuer is no URL",
        "client_id | ' ' | client_id must have",
        "colour | red | colour"
      })
  void provider_shouldBeRefused_whenAKeyIsWrong(String key, String value, String words) {
    assertThatThrownBy(() -> with(key, value)).hasMessageContaining(words);
  }

  @Test
  void provider_shouldBeRefused_whenItDoesNotAskForOpenId() {
    assertThatThrownBy(() -> with("scopes", List.of("email")))
        .hasMessageContaining("scopes must hold openid");
  }

  @Test
  void settings_shouldBeRefused_whenBrowsersCannotComeBackOrNamesAreTwice() {
    OidcSettings one = settings(Map.of("providers", List.of(LEAST)));
    assertThatThrownBy(() -> new OidcSite(null, one)).hasMessageContaining("need auth.public_url");
    assertThatThrownBy(() -> settings(Map.of("providers", List.of(LEAST, LEAST))))
        .hasMessageContaining("two of the name acme");
  }

  static Stream<String> paths() {
    return Stream.of("/", "/runs", "/runs?state=failed#x", "/a//b");
  }

  @ParameterizedTest
  @MethodSource("paths")
  void path_shouldBeLocal(String path) {
    assertThat(LocalPath.isOne(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "runs", "//x", "/\\x", "\\\\x", "https://x", "/\tx", "/ x", "/\u00e9"})
  void path_shouldNotBeLocal(String path) {
    assertThat(LocalPath.isOne(path)).isFalse();
  }
}
