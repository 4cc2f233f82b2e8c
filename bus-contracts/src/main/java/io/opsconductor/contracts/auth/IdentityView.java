package io.opsconductor.contracts.auth;

import java.time.Instant;
import java.util.UUID;

/**
 * An account of an external directory with which a user signs in.
 *
 * @param provider name of the directory in the configuration
 * @param subject by which the directory knows the account for ever
 * @param username as the directory has it
 * @param displayName null when the directory has none
 * @param email null when the directory has none
 * @param lastUsedAt of the last sign-in with it
 */
public record IdentityView(
    UUID id,
    String provider,
    String subject,
    String username,
    String displayName,
    String email,
    Instant linkedAt,
    Instant lastUsedAt) {}
