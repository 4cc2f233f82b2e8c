package io.opsconductor.contracts.auth;

import java.time.Instant;

/**
 * A new key of access tokens.
 *
 * @param keyId {@code kid} of the tokens
 * @param signsFrom when the first token under it is made
 */
public record KeyRotated(String keyId, Instant signsFrom) {}
