/**
 * Second factors: one-time codes, recovery codes, passkeys, the policies that ask for them,
 * step-up.
 */
package io.opsconductor.auth.mfa;
