package io.opsconductor.contracts.auth;

/**
 * Ends the caller's sessions.
 *
 * @param exceptCurrent whether the one that asks goes on
 */
public record EndSessions(boolean exceptCurrent) {}
