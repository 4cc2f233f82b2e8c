package io.opsconductor.auth.mail;

import java.util.UUID;

/** Somebody who signs in with a password. */
public record Account(UUID userId, UUID organizationId, String username) {}
