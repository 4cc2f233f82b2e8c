package io.opsconductor.contracts.auth;

import java.util.List;

/**
 * What a browser needs to make a passkey: {@code PublicKeyCredentialCreationOptionsJSON} of
 * WebAuthn, for {@code PublicKeyCredential.parseCreationOptionsFromJSON}.
 *
 * @param challenge one time, in base64url
 * @param pubKeyCredParams the algorithms that are understood, the preferred one first
 * @param timeout how long the browser may take, in milliseconds
 * @param excludeCredentials what the user has already: their authenticators make no second one
 * @param attestation always {@code none}: who made the authenticator is not asked
 * @see <a href="https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialcreationoptionsjson">
 *     Web Authentication, level 3</a>
 */
public record PasskeyCreationOptions(
    RelyingParty rp,
    User user,
    String challenge,
    List<Algorithm> pubKeyCredParams,
    long timeout,
    List<PasskeyDescriptor> excludeCredentials,
    Selection authenticatorSelection,
    String attestation) {
  public PasskeyCreationOptions {
    pubKeyCredParams = List.copyOf(pubKeyCredParams);
    excludeCredentials = List.copyOf(excludeCredentials);
  }

  /**
   * Where the passkey will be good.
   *
   * @param id a domain: that of the pages that use it, or one above
   */
  public record RelyingParty(String id, String name) {}

  /**
   * Whose it will be.
   *
   * @param id in base64url; says nothing of the person
   */
  public record User(String id, String name, String displayName) {}

  /**
   * An algorithm of signatures.
   *
   * @param type always {@code public-key}
   * @param alg number in the registry of COSE
   */
  public record Algorithm(String type, int alg) {}

  /**
   * Which authenticators will do.
   *
   * @param residentKey whether it keeps the user's name, so that nobody has to type it
   * @param requireResidentKey the same for browsers of level 1
   * @param userVerification whether it must make sure who uses it, by a PIN or a finger
   */
  public record Selection(
      String residentKey, boolean requireResidentKey, String userVerification) {}
}
