package io.opsconductor.contracts.auth;

import java.time.Instant;

/**
 * The e-mail address of a user.
 *
 * @param email proved, and so the one to which links go; null when there is none
 * @param verifiedAt when it was proved; null when there is none
 * @param pending waits for being proved; null when none does
 */
public record EmailView(String email, Instant verifiedAt, String pending) {}
