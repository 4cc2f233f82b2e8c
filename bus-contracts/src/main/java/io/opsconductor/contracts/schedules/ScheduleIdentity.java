package io.opsconductor.contracts.schedules;

import java.util.UUID;

/**
 * Whom a schedule runs as.
 *
 * @param serviceAccount whether it is no person
 */
public record ScheduleIdentity(UUID id, String name, boolean serviceAccount) {}
