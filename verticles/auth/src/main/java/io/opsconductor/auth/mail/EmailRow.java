package io.opsconductor.auth.mail;

import java.time.Instant;
import java.util.UUID;

/** An address that its user has proved. */
record EmailRow(UUID userId, UUID organizationId, String email, Instant verifiedAt) {}
