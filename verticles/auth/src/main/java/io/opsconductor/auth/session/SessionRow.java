package io.opsconductor.auth.session;

import io.opsconductor.contracts.auth.SessionView;
import java.time.Instant;
import java.util.UUID;

/**
 * A session that goes on, and what is known of its client.
 *
 * @param device null when it is not known
 * @param address null when it is not known
 * @param lastAddress null when it is not known
 */
record SessionRow(
    UUID id,
    String device,
    String address,
    Instant createdAt,
    String lastAddress,
    Instant lastSeenAt) {
  /** As shown to the caller whose own session is {@code current}. */
  SessionView toView(UUID current) {
    return new SessionView(
        id, device, address, createdAt, lastAddress, lastSeenAt, id.equals(current));
  }
}
