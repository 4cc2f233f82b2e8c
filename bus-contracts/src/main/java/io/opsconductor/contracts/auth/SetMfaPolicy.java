package io.opsconductor.contracts.auth;

/**
 * Says whether people have to show a second factor.
 *
 * @param policy null to say nothing, so that the next wider policy counts
 */
public record SetMfaPolicy(MfaPolicy policy) {}
