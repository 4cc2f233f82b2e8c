package io.opsconductor.contracts.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.opsconductor.contracts.Checks;

/**
 * A passkey that was shown: what is needed of {@code AuthenticationResponseJSON} of WebAuthn, all
 * bytes in base64url.
 *
 * @param id of the passkey
 * @param type always {@code public-key}
 * @see <a href="https://www.w3.org/TR/webauthn-3/#dictdef-authenticationresponsejson">Web
 *     Authentication, level 3</a>
 */
public record PasskeyAssertion(String id, String type, Response response) {
  private static final int MAX_CLIENT_DATA = 8_192;
  private static final int MAX_DATA = 8_192;
  private static final int MAX_SIGNATURE = 4_096;
  private static final int MAX_HANDLE = 128;

  public PasskeyAssertion {
    Base64Url.require(id, "id", PasskeyAttestation.MAX_ID);
    Checks.present(response, "response");
    if (!"public-key".equals(type)) {
      throw Checks.invalid("type", "must be public-key");
    }
  }

  /**
   * What the authenticator and the browser say.
   *
   * @param clientDataJson what the browser signed for: challenge and origin
   * @param userHandle whose the passkey is; null when the authenticator does not say
   */
  public record Response(
      @JsonProperty("clientDataJSON") String clientDataJson,
      String authenticatorData,
      String signature,
      String userHandle) {
    public Response {
      Base64Url.require(clientDataJson, "clientDataJSON", MAX_CLIENT_DATA);
      Base64Url.require(authenticatorData, "authenticatorData", MAX_DATA);
      Base64Url.require(signature, "signature", MAX_SIGNATURE);
      if (userHandle != null) {
        Base64Url.require(userHandle, "userHandle", MAX_HANDLE);
      }
    }
  }
}
