package io.opsconductor.contracts.targets;

import java.util.UUID;

/**
 * How to reach a target now. Two equal connections may share a network connection; any difference
 * means a new one.
 *
 * @param credentialVersion 0 until the current version was asked of secrets
 * @param hostKey {@code <type> <base64>}; null while none is recorded
 */
public record TargetConnection(
    UUID organizationId,
    UUID targetId,
    String name,
    String host,
    int port,
    ConnectionType connection,
    UUID credentialId,
    int credentialVersion,
    HostKeyPolicy hostKeyPolicy,
    String hostKey) {
  public TargetConnection withCredentialVersion(int version) {
    return new TargetConnection(
        organizationId,
        targetId,
        name,
        host,
        port,
        connection,
        credentialId,
        version,
        hostKeyPolicy,
        hostKey);
  }
}
