package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.SecretText;
import java.time.Instant;

/**
 * What showing a second factor again gives: another access token of the same session.
 *
 * @param expiresIn seconds until the access token ends
 * @param tokenType always {@code Bearer}
 * @param freshUntil until when sensitive things may be done without showing it again
 */
public record FreshToken(
    SecretText accessToken, long expiresIn, String tokenType, Instant freshUntil) {}
