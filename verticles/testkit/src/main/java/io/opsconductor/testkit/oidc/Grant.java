package io.opsconductor.testkit.oidc;

/**
 * What a code stands for.
 *
 * @param challenge SHA-256 of the verifier that the code is exchanged with (RFC 7636)
 * @param nonce null when the client sent none
 */
record Grant(OidcUser user, String redirectUri, String challenge, String nonce) {}
