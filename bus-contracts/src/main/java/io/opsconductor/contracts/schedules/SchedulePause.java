package io.opsconductor.contracts.schedules;

import java.time.Instant;

/**
 * That a schedule is paused.
 *
 * @param until when it goes on by itself; null when somebody must resume it
 * @param by name of who paused it
 */
public record SchedulePause(String reason, Instant until, Instant since, String by) {}
