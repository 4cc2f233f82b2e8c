package io.opsconductor.contracts.targets;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A target as shown.
 *
 * @param hostKey the recorded key, {@code <type> <base64>}; absent while none is
 * @param hostKeyFingerprint {@code SHA256:…} of it
 */
public record TargetView(
    UUID id,
    String name,
    String host,
    int port,
    ConnectionType connection,
    UUID credentialId,
    Map<String, String> tags,
    HostKeyPolicy hostKeyPolicy,
    String hostKey,
    String hostKeyFingerprint,
    Instant createdAt,
    Instant updatedAt) {
  public TargetView {
    tags = Map.copyOf(tags);
  }
}
