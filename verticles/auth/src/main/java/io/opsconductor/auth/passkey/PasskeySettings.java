package io.opsconductor.auth.passkey;

import io.opsconductor.contracts.WireNamed;
import java.util.List;

/**
 * The section {@code auth.passkeys}.
 *
 * @param rpId domain for which passkeys are made; those that exist are lost when it changes.
 *     Default the host of {@code auth.public_url}
 * @param origins further origins whose pages may use passkeys, for example {@code
 *     https://console.ops.example.org}; within {@code rpId}. Default none
 * @param userVerification whether an authenticator must make sure who uses it, where the passkey
 *     comes beside a password. Default {@code preferred}
 */
public record PasskeySettings(
    String rpId, List<String> origins, UserVerification userVerification) {
  public PasskeySettings {
    origins = origins == null ? List.of() : List.copyOf(origins);
    userVerification = userVerification == null ? UserVerification.PREFERRED : userVerification;
  }

  /** Whether the authenticator makes sure who uses it: by a PIN, a finger, a face. */
  public enum UserVerification implements WireNamed {
    /** One that cannot, or does not, is refused. */
    REQUIRED,
    /** It is asked to. */
    PREFERRED,
    /** A touch is enough. */
    DISCOURAGED
  }

  public static PasskeySettings none() {
    return new PasskeySettings(null, null, null);
  }

  boolean isEmpty() {
    return rpId == null && origins.isEmpty();
  }
}
