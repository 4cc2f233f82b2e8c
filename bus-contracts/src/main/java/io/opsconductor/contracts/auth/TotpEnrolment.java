package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.SecretText;

/**
 * What an authenticator application needs. It counts as a factor once it is confirmed with a code.
 *
 * @param secret in base 32, to be typed
 * @param otpauthUri the same, to be shown as a QR code
 */
public record TotpEnrolment(SecretText secret, SecretText otpauthUri) {}
