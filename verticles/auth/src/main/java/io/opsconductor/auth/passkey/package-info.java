/**
 * Passkeys: keys in authenticators, of which the server has only the public half (WebAuthn). Knows
 * nothing of sessions and passwords.
 */
package io.opsconductor.auth.passkey;
