package io.opsconductor.contracts.schedules;

/**
 * How many runs began so late.
 *
 * @param upToMs milliseconds; null for all that were later still
 */
public record LatenessBucket(Long upToMs, long count) {}
