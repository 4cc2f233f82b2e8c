package io.opsconductor.contracts.auth;

/**
 * A mail server has taken a code.
 *
 * @param to the address, the most of its name hidden
 * @param expiresIn how long the code is good, in seconds
 */
public record CodeMailed(String to, long expiresIn) {}
