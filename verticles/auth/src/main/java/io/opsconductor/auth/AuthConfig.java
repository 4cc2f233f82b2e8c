package io.opsconductor.auth;

import io.opsconductor.contracts.SecretText;
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
 */
record AuthConfig(
    String masterKeyFile, SecretText initialAdminPassword, Integer accessTokenSeconds) {

  AuthConfig {
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
