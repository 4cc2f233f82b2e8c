package io.opsconductor.auth;

import java.time.Instant;
import java.util.UUID;

/** What a verified access token says. Whether its session still lives is another question. */
record AccessClaims(UUID userId, UUID sessionId, Instant issuedAt, Instant expiresAt) {}
