package io.opsconductor.contracts.executions;

/**
 * An attempt that was dispatched under an earlier lease and may still be under way: to be attached
 * to, or started if the target never began it.
 *
 * @param step that is under way, counted from 0
 * @param bootId of the target when it was dispatched; null when it was not known
 * @param started whether the target confirmed the start: then it must not be started again
 * @param stdout where to go on, in bytes of the target's own stream
 * @param stderr likewise
 * @param elapsedMs since it was dispatched, by the database's clock
 */
public record Adoption(
    int step, String bootId, boolean started, long stdout, long stderr, long elapsedMs) {}
