package io.opsconductor.auth.keys;

import java.time.Instant;
import java.util.UUID;

/** What a verified access token says. Whether its session still lives is another question. */
public record AccessClaims(UUID userId, UUID sessionId, Instant issuedAt, Instant expiresAt) {}
