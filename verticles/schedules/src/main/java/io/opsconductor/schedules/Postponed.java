package io.opsconductor.schedules;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A due time that is asked for again later.
 *
 * @param waiting whether executions said that it must wait, so that it is surely no execution
 * @param detail what it waits for
 */
record Postponed(UUID scheduleId, Instant dueAt, Duration pause, boolean waiting, String detail) {}
