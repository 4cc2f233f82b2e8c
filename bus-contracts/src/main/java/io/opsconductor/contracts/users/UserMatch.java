package io.opsconductor.contracts.users;

import java.util.UUID;

/**
 * The one user that was looked for.
 *
 * @param userId null when there is none, or more than one
 */
public record UserMatch(UUID userId) {}
