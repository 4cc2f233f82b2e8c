package io.opsconductor.contracts.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.opsconductor.contracts.Checks;
import java.util.List;

/**
 * A passkey that was made: what is needed of {@code RegistrationResponseJSON} of WebAuthn, all
 * bytes in base64url.
 *
 * @param id of the passkey
 * @param type always {@code public-key}
 * @see <a href="https://www.w3.org/TR/webauthn-3/#dictdef-registrationresponsejson">Web
 *     Authentication, level 3</a>
 */
public record PasskeyAttestation(String id, String type, Response response) {
  /** Longest id, in letters: of 1023 bytes. */
  public static final int MAX_ID = 1364;

  private static final int MAX_CLIENT_DATA = 8_192;
  private static final int MAX_OBJECT = 65_536;
  private static final int MAX_TRANSPORTS = 8;
  private static final int MAX_TRANSPORT = 32;

  public PasskeyAttestation {
    Base64Url.require(id, "id", MAX_ID);
    Checks.present(response, "response");
    if (!"public-key".equals(type)) {
      throw Checks.invalid("type", "must be public-key");
    }
  }

  /**
   * What the authenticator and the browser say.
   *
   * @param clientDataJson what the browser signed for: challenge and origin
   * @param attestationObject the public key, in CBOR
   * @param transports how the authenticator is reached; null when it does not say
   */
  public record Response(
      @JsonProperty("clientDataJSON") String clientDataJson,
      String attestationObject,
      List<String> transports) {
    public Response {
      Base64Url.require(clientDataJson, "clientDataJSON", MAX_CLIENT_DATA);
      Base64Url.require(attestationObject, "attestationObject", MAX_OBJECT);
      transports = transports == null ? List.of() : List.copyOf(transports);
      Checks.range(transports.size(), "transports", 0, MAX_TRANSPORTS);
      transports.forEach(transport -> Checks.text(transport, "transports", MAX_TRANSPORT));
    }
  }
}
