package io.opsconductor.auth.oidc;

import java.util.Optional;

/**
 * A sign-in that goes on at its provider.
 *
 * @param nonce that the ID token must say
 * @param verifier that is shown with the code (RFC 7636)
 * @param returnTo local path to which the browser goes at the end
 * @param program that waits for the session; empty for the browser itself
 */
record PendingSignIn(
    String nonce, String verifier, String returnTo, Optional<WaitingProgram> program) {}
