package io.opsconductor.secrets;

import java.util.UUID;

/** Names one version of a credential. */
record VersionKey(UUID organizationId, UUID credentialId, int version) {}
