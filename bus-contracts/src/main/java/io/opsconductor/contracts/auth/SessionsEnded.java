package io.opsconductor.contracts.auth;

/**
 * The outcome of ending several sessions.
 *
 * @param count how many went on until now
 */
public record SessionsEnded(int count) {}
