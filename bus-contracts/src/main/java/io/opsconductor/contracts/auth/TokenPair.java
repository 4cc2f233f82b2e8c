package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.SecretText;
import java.time.Duration;

/**
 * What a sign-in gives.
 *
 * @param expiresIn seconds until the access token ends
 * @param tokenType always {@code Bearer}
 * @param mfaEnrolmentRequired true when the session can do nothing but set up a second factor; null
 *     otherwise
 */
public record TokenPair(
    SecretText accessToken,
    SecretText refreshToken,
    long expiresIn,
    String tokenType,
    Boolean mfaEnrolmentRequired) {
  /** How long a refresh token may be used. */
  public static final Duration REFRESH_LIFETIME = Duration.ofDays(30);

  public TokenPair(
      SecretText accessToken, SecretText refreshToken, long expiresIn, String tokenType) {
    this(accessToken, refreshToken, expiresIn, tokenType, null);
  }

  /** The same, of a session that can do nothing but set up a second factor. */
  public TokenPair withMfaEnrolmentRequired() {
    return new TokenPair(accessToken, refreshToken, expiresIn, tokenType, true);
  }
}
