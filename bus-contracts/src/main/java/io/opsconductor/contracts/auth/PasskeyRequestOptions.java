package io.opsconductor.contracts.auth;

import java.util.List;

/**
 * What a browser needs to show a passkey: {@code PublicKeyCredentialRequestOptionsJSON} of
 * WebAuthn, for {@code PublicKeyCredential.parseRequestOptionsFromJSON}.
 *
 * @param challenge one time, in base64url
 * @param timeout how long the browser may take, in milliseconds
 * @param rpId domain for which the passkeys were made
 * @param allowCredentials those of the user; none for any that the authenticator has
 * @param userVerification whether the authenticator must make sure who uses it
 * @see <a href="https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialrequestoptionsjson">
 *     Web Authentication, level 3</a>
 */
public record PasskeyRequestOptions(
    String challenge,
    long timeout,
    String rpId,
    List<PasskeyDescriptor> allowCredentials,
    String userVerification) {
  public PasskeyRequestOptions {
    allowCredentials = List.copyOf(allowCredentials);
  }
}
