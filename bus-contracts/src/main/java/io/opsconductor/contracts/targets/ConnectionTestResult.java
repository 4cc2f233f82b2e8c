package io.opsconductor.contracts.targets;

/**
 * How a connection test ended.
 *
 * @param latencyMs from the first packet to the end of authentication, or until it failed
 * @param message for a person
 * @param hostKey what the host showed; absent when it showed none
 */
public record ConnectionTestResult(
    boolean ok, long latencyMs, ConnectionCategory category, String message, String hostKey) {}
