package io.opsconductor.contracts.node;

/**
 * A circuit breaker that is not closed: what a node does not ask another one for now, because the
 * way to it failed.
 *
 * @param operation the address of what is not asked
 * @param node that is not asked
 * @param state {@code open}, or {@code half_open} while one request tries the way again
 */
public record BreakerStatus(String operation, String node, String state) {}
