package io.opsconductor.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.auth.MfaPolicy;
import io.opsconductor.platform.config.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthConfigTest {

  @Test
  void as_shouldHaveNeither_whenTheSectionIsEmpty() {
    // when
    AuthConfig config = Section.empty("auth").as(AuthConfig.class);
    // then
    assertThat(config.masterKey()).isEmpty();
    assertThat(config.adminPassword()).isEmpty();
    assertThat(config.accessTokenLifetime()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.passwordHistory()).isZero();
    assertThat(config.passwordLifetime()).isEmpty();
    assertThat(config.mfaPolicy()).isEqualTo(MfaPolicy.OPTIONAL);
    assertThat(config.apiTokenLongestDays()).isEqualTo(365);
    assertThat(config.apiTokensWithoutEnd()).isFalse();
    assertThat(config.signingKeyDays()).isEqualTo(30);
    assertThat(config.signingKeyLeadSeconds()).isEqualTo(60);
    assertThat(config.relyingParty()).isEmpty();
  }

  @Test
  void as_shouldMapEveryKey_whenAllAreGiven() {
    // when
    AuthConfig config =
        section(
                Map.of(
                    "master_key_file",
                    "/run/key",
                    "initial_admin_password",
                    "one-two-three",
                    "access_token_seconds",
                    60,
                    "password_history",
                    5,
                    "password_expires_days",
                    90,
                    "api_token_longest_days",
                    30,
                    "api_tokens_without_end",
                    true,
                    "mfa_policy",
                    "required_for_admins",
                    "signing_key_days",
                    7,
                    "signing_key_lead_seconds",
                    5))
            .as(AuthConfig.class);
    // then
    assertThat(config.masterKey()).contains(Path.of("/run/key"));
    assertThat(config.adminPassword()).contains(new SecretText("one-two-three"));
    assertThat(config.accessTokenLifetime()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.passwordHistory()).isEqualTo(5);
    assertThat(config.passwordLifetime()).contains(Duration.ofDays(90));
    assertThat(config.apiTokenLongestDays()).isEqualTo(30);
    assertThat(config.apiTokensWithoutEnd()).isTrue();
    assertThat(config.mfaPolicy()).isEqualTo(MfaPolicy.REQUIRED_FOR_ADMINS);
    assertThat(config.signingKeyDays()).isEqualTo(7);
    assertThat(config.signingKeyLeadSeconds()).isEqualTo(5);
    assertThat(config.toString()).doesNotContain("one-two-three");
  }

  @Test
  void as_shouldRefuse_whenAccessTokensWouldLiveTooLong() {
    assertThatThrownBy(() -> section(Map.of("access_token_seconds", 601)).as(AuthConfig.class))
        .hasMessageContaining("auth.access_token_seconds");
  }

  @Test
  void as_shouldRefuse_whenPasswordsWouldLiveTooLong() {
    assertThatThrownBy(() -> section(Map.of("password_history", 25)).as(AuthConfig.class))
        .hasMessageContaining("auth.password_history must be 0 to 24");
    assertThatThrownBy(() -> section(Map.of("api_token_longest_days", 0)).as(AuthConfig.class))
        .hasMessageContaining("auth.api_token_longest_days must be 1 to 3650");
    assertThatThrownBy(() -> section(Map.of("password_expires_days", -1)).as(AuthConfig.class))
        .hasMessageContaining("auth.password_expires_days must be 0 to 3650");
  }

  @Test
  void as_shouldNameThePolicies_whenItIsNoneOfThem() {
    assertThatThrownBy(() -> section(Map.of("mfa_policy", "sometimes")).as(AuthConfig.class))
        .hasMessageContaining("required_for_admins");
  }

  @Test
  void as_shouldRefuse_whenCodesAreToBeMailedWithoutAServer() {
    assertThatThrownBy(() -> section(Map.of("mfa_email_codes", true)).as(AuthConfig.class))
        .hasMessageContaining("auth.mfa_email_codes needs auth.mail.host");
  }

  @Test
  void as_shouldNameTheKey_whenItIsUnknown() {
    assertThatThrownBy(() -> section(Map.of("masterkey", "x")).as(AuthConfig.class))
        .hasMessageContaining("auth.masterkey");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ops.example.org",
        "https://ops.example.org/app",
        "https://user@ops.example.org",
        "ops.example.org",
        "https://ops.example.org?x",
        "https://ops example"
      })
  void publicUrl_shouldBeRefused_whenPeopleCannotBeSentThereSafely(String url) {
    assertThatThrownBy(() -> section(Map.of("public_url", url)).as(AuthConfig.class))
        .hasMessageContaining("auth.public_url");
  }

  private static Section section(Map<String, ?> values) {
    return new Section("auth", Wire.mapper().valueToTree(values));
  }
}
