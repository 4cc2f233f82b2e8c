package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.SecretText;
import java.time.Duration;

/**
 * What a sign-in gives.
 *
 * @param expiresIn seconds until the access token ends
 * @param tokenType always {@code Bearer}
 */
public record TokenPair(
    SecretText accessToken, SecretText refreshToken, long expiresIn, String tokenType) {
  /** How long a refresh token may be used. */
  public static final Duration REFRESH_LIFETIME = Duration.ofDays(30);
}
