package io.opsconductor.contracts.users;

import java.time.Instant;
import java.util.UUID;

/**
 * A team, as shown.
 *
 * @param members how many there are
 * @param version 1 at first; one more with each change of name or description
 */
public record TeamView(
    UUID id, String name, String description, int members, int version, Instant createdAt) {}
