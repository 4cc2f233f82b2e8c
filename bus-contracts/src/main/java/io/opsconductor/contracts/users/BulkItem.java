package io.opsconductor.contracts.users;

import java.util.UUID;

/**
 * One of several users.
 *
 * @param username null of an id that nobody has
 * @param code why it was refused, as for this user alone; else null
 * @param detail the same in words; else null
 */
public record BulkItem(UUID id, String username, BulkOutcome outcome, String code, String detail) {}
