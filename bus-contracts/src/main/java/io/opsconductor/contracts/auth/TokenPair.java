package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.SecretText;

/**
 * What a sign-in gives.
 *
 * @param expiresIn seconds until the access token ends
 * @param tokenType always {@code Bearer}
 */
public record TokenPair(
    SecretText accessToken, SecretText refreshToken, long expiresIn, String tokenType) {}
