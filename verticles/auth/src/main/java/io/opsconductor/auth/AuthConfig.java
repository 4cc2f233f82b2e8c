package io.opsconductor.auth;

import io.opsconductor.auth.keys.AccessTokens;
import io.opsconductor.auth.ldap.LdapConfig;
import io.opsconductor.auth.mail.MailSettings;
import io.opsconductor.auth.oidc.OidcSettings;
import io.opsconductor.auth.oidc.OidcSite;
import io.opsconductor.auth.passkey.PasskeySettings;
import io.opsconductor.auth.passkey.RelyingParty;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.MfaPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The section {@code auth}.
 *
 * @param masterKeyFile file with the installation's master key, 32 bytes at least; without it,
 *     access tokens end with the process and are understood by this node only
 * @param initialAdminPassword of the user {@code admin}, for as long as that has none
 * @param accessTokenSeconds how long an access token lives. Default, and most, 600
 * @param passwordHistory how many of the last passwords of a user may not be chosen again, the
 *     present one among them; 0, the default, to 24
 * @param passwordExpiresDays after how many days a password must be changed before its user can
 *     sign in; 0, the default, for never, to 3650
 * @param apiTokenLongestDays how far ahead the end of a new API token may be, in days. Default 365,
 *     1 to 3650
 * @param apiTokensWithoutEnd whether API tokens may have no end. Default false
 * @param publicUrl of this installation as people reach it, for example {@code
 *     https://ops.example.org}; without it there are no passkeys and no OpenID providers, and mails
 *     hold tokens in place of links. What requests say of their host is never used
 * @param passkeys which pages may use passkeys, and how
 * @param oidc OpenID providers with which people may sign in. Default none
 * @param mfaPolicy who has to show a second factor, where no organization says otherwise. Default
 *     {@code optional}
 * @param mfaEmailCodes whether a code that is mailed may be the second factor of users who have no
 *     other; needs {@code mail}. Default false
 * @param signingKeyDays how long access tokens are made under one key, in days. Default 30, 1 to
 *     365
 * @param signingKeyLeadSeconds between a rotation of the keys that was asked for and the first
 *     token under the new one, so that whoever keeps the public keys has it by then. Default 60, 5
 *     to 3600
 * @param ldap a directory that proves names without a password here; null for none
 * @param mail the mail server. Default none
 */
public record AuthConfig(
    String masterKeyFile,
    SecretText initialAdminPassword,
    Integer accessTokenSeconds,
    Integer passwordHistory,
    Integer passwordExpiresDays,
    Integer apiTokenLongestDays,
    Boolean apiTokensWithoutEnd,
    String publicUrl,
    PasskeySettings passkeys,
    OidcSettings oidc,
    MfaPolicy mfaPolicy,
    Boolean mfaEmailCodes,
    Integer signingKeyDays,
    Integer signingKeyLeadSeconds,
    MailSettings mail,
    LdapConfig ldap) {
  private static final int MOST_HISTORY = 24;
  private static final int MOST_DAYS = 3650;
  private static final int DAYS_OF_YEAR = 365;

  public AuthConfig {
    accessTokenSeconds =
        accessTokenSeconds == null
            ? (int) AccessTokens.LONGEST_LIFETIME.toSeconds()
            : accessTokenSeconds;
    if (accessTokenSeconds < 1 || accessTokenSeconds > AccessTokens.LONGEST_LIFETIME.toSeconds()) {
      throw new IllegalArgumentException(
          "auth.access_token_seconds must be 1 to "
              + AccessTokens.LONGEST_LIFETIME.toSeconds()
              + " but is "
              + accessTokenSeconds);
    }
    apiTokenLongestDays =
        within(1, MOST_DAYS, apiTokenLongestDays, DAYS_OF_YEAR, "api_token_longest_days");
    signingKeyDays = within(1, DAYS_OF_YEAR, signingKeyDays, 30, "signing_key_days");
    signingKeyLeadSeconds = within(5, 3600, signingKeyLeadSeconds, 60, "signing_key_lead_seconds");
    apiTokensWithoutEnd = apiTokensWithoutEnd != null && apiTokensWithoutEnd;
    passkeys = passkeys == null ? PasskeySettings.none() : passkeys;
    publicUrl = publicUrl == null ? null : PublicUrl.of(publicUrl);
    RelyingParty.of(publicUrl, passkeys);
    oidc = oidc == null ? OidcSettings.NONE : oidc;
    new OidcSite(publicUrl, oidc);
    mfaPolicy = mfaPolicy == null ? MfaPolicy.OPTIONAL : mfaPolicy;
    mail = mail == null ? MailSettings.none() : mail;
    mfaEmailCodes = mfaEmailCodes != null && mfaEmailCodes;
    if (mfaEmailCodes && !mail.isConfigured()) {
      throw new IllegalArgumentException("auth.mfa_email_codes needs auth.mail.host");
    }
    passwordHistory = upTo(MOST_HISTORY, passwordHistory, "password_history");
    passwordExpiresDays = upTo(MOST_DAYS, passwordExpiresDays, "password_expires_days");
  }

  private static int upTo(int most, Integer value, String key) {
    return within(0, most, value, 0, key);
  }

  private static int within(int least, int most, Integer value, int absent, String key) {
    if (value != null && (value < least || value > most)) {
      throw new IllegalArgumentException(
          "auth." + key + " must be " + least + " to " + most + " but is " + value);
    }
    return value == null ? absent : value;
  }

  /** Empty when passkeys cannot be used. */
  Optional<RelyingParty> relyingParty() {
    return RelyingParty.of(publicUrl, passkeys);
  }

  OidcSite oidcSite() {
    return new OidcSite(publicUrl, oidc);
  }

  /** Empty when passwords do not expire. */
  public Optional<Duration> passwordLifetime() {
    return passwordExpiresDays == 0
        ? Optional.empty()
        : Optional.of(Duration.ofDays(passwordExpiresDays));
  }

  Optional<LdapConfig> directory() {
    return Optional.ofNullable(ldap).filter(LdapConfig::isGiven);
  }

  Optional<Path> masterKey() {
    return Optional.ofNullable(masterKeyFile).map(Path::of);
  }

  Duration accessTokenLifetime() {
    return Duration.ofSeconds(accessTokenSeconds);
  }

  Optional<SecretText> adminPassword() {
    return Optional.ofNullable(initialAdminPassword);
  }
}
