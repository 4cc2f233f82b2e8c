package io.opsconductor.contracts.auth;

import java.util.UUID;

/** A session that was ended; contexts of it are not to be used any more. */
public record SessionEnded(UUID sessionId) {}
