package io.opsconductor.contracts.users;

import java.time.Instant;
import java.util.UUID;

/**
 * An organization, as shown.
 *
 * @param version 1 at first; one more with each change
 */
public record OrganizationView(
    UUID id, String name, OrganizationLimits limits, int version, Instant createdAt) {}
