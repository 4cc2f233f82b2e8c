package io.opsconductor.contracts.schedules;

/**
 * How many due times of a schedule came to what end since it was made.
 *
 * @param succeeded executions of it that ended well
 * @param unsuccessful executions of it that ended otherwise
 */
public record ScheduleCounts(
    long fired,
    long late,
    long skipped,
    long missed,
    long failed,
    long succeeded,
    long unsuccessful) {}
