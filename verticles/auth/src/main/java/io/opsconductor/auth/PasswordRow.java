package io.opsconductor.auth;

import java.util.UUID;

/** A user who has a password. */
record PasswordRow(UUID userId, UUID organizationId, String username, PasswordHash hash) {}
