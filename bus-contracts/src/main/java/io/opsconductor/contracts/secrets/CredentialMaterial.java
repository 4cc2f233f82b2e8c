package io.opsconductor.contracts.secrets;

import io.opsconductor.contracts.SecretText;

/**
 * The secret itself, for the worker that connects with it. Never stored and never logged by the
 * receiver.
 */
public record CredentialMaterial(
    CredentialType type,
    String username,
    SecretText privateKey,
    SecretText passphrase,
    SecretText password) {}
