package io.opsconductor.auth.password;

import java.util.UUID;

/** A user who has a password. */
public record PasswordRow(UUID userId, UUID organizationId, String username, PasswordHash hash) {}
