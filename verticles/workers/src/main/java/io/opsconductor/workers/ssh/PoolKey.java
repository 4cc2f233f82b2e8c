package io.opsconductor.workers.ssh;

import java.util.UUID;

/**
 * What two tasks must have in common to use one connection, one after the other. The pinned host
 * key belongs to it as well; it is compared with the key that the connection was made to.
 */
public record PoolKey(
    UUID organizationId,
    UUID targetId,
    String host,
    int port,
    UUID credentialId,
    int credentialVersion) {}
