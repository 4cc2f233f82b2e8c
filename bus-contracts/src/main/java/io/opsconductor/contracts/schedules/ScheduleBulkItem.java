package io.opsconductor.contracts.schedules;

import java.time.Instant;
import java.util.UUID;

/**
 * What became of one of several schedules.
 *
 * @param nextDueAt what is due next of it; null when nothing is
 * @param detail why it was refused; null when it was not
 */
public record ScheduleBulkItem(
    UUID id, String name, ScheduleBulkOutcome outcome, Instant nextDueAt, String detail) {}
