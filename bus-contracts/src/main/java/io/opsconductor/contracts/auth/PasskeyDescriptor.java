package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import java.util.List;

/**
 * A passkey by its id: {@code PublicKeyCredentialDescriptorJSON} of WebAuthn.
 *
 * @param type always {@code public-key}
 * @param id in base64url
 * @param transports how its authenticator is reached, as that said; none when it did not say
 * @see <a href="https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialdescriptorjson">Web
 *     Authentication, level 3</a>
 */
public record PasskeyDescriptor(String type, String id, List<String> transports) {
  public PasskeyDescriptor {
    Checks.present(type, "type");
    Checks.present(id, "id");
    transports = transports == null ? List.of() : List.copyOf(transports);
  }
}
