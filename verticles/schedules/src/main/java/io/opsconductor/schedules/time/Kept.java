package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.FireReason;

/**
 * What keeps a due time from running.
 *
 * @param reason {@code BLACKOUT} or {@code OUTSIDE_WINDOW}
 * @param calendar the name of the calendar that does
 */
public record Kept(FireReason reason, String calendar) {}
