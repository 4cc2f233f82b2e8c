package io.opsconductor.auth.passkey;

import com.webauthn4j.converter.util.JsonConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.AuthenticatorAssertionResponse;
import com.webauthn4j.data.AuthenticatorAttestationResponse;
import com.webauthn4j.data.PublicKeyCredentialCreationOptions;
import com.webauthn4j.data.PublicKeyCredentialRequestOptions;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.test.authenticator.webauthn.NoneAttestationAuthenticator;
import com.webauthn4j.test.authenticator.webauthn.WebAuthnAuthenticatorAdaptor;
import com.webauthn4j.test.client.ClientPlatform;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.auth.PasskeyAssertion;
import io.opsconductor.contracts.auth.PasskeyAttestation;
import io.opsconductor.contracts.auth.PasskeyCreationOptions;
import io.opsconductor.contracts.auth.PasskeyRequestOptions;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A browser with an authenticator plugged in, which reads the JSON of the options itself. */
public final class TestBrowser {
  public static final String ORIGIN = "https://ops.example.org";

  private static final int RP_ID_HASH_BYTES = 32;
  private static final JsonConverter JSON = new ObjectConverter().getJsonConverter();

  private final ClientPlatform platform;
  private final boolean verifies;

  public TestBrowser() {
    this(ORIGIN, true);
  }

  public TestBrowser(String origin) {
    this(origin, true);
  }

  /**
   * A browser on a page.
   *
   * @param verifies whether the authenticator can make sure who uses it
   */
  TestBrowser(String origin, boolean verifies) {
    this.verifies = verifies;
    ObjectConverter converter = new ObjectConverter();
    this.platform =
        new ClientPlatform(
            new Origin(origin),
            new WebAuthnAuthenticatorAdaptor(
                new NoneAttestationAuthenticator(AAGUID.ZERO, 0, verifies, converter), converter));
  }

  /** One whose authenticator cannot make sure who uses it. */
  public static TestBrowser touchedOnly() {
    return new TestBrowser(ORIGIN, false);
  }

  /** Goes to a page of another origin. */
  public TestBrowser at(String origin) {
    platform.setOrigin(new Origin(origin));
    return this;
  }

  /** Makes one that the authenticator keeps together with its user, so that it is found alone. */
  public PasskeyAttestation createResident(PasskeyCreationOptions options) {
    return create(
        new PasskeyCreationOptions(
            options.rp(),
            options.user(),
            options.challenge(),
            options.pubKeyCredParams(),
            options.timeout(),
            options.excludeCredentials(),
            new PasskeyCreationOptions.Selection(
                "required", true, options.authenticatorSelection().userVerification()),
            options.attestation()));
  }

  public PasskeyAttestation create(PasskeyCreationOptions options) {
    var made =
        platform.create(
            JSON.readValue(Wire.encodeString(options), PublicKeyCredentialCreationOptions.class));
    AuthenticatorAttestationResponse response = made.getResponse();
    return new PasskeyAttestation(
        made.getId(),
        "public-key",
        new PasskeyAttestation.Response(
            text(response.getClientDataJSON()),
            text(verifies ? response.getAttestationObject() : unverified(response)),
            List.of("usb")));
  }

  /** The emulated authenticator says that it made sure even when it cannot; nothing signs that. */
  private static byte[] unverified(AuthenticatorAttestationResponse response) {
    byte[] object = response.getAttestationObject().clone();
    byte[] data = response.getAuthenticatorData();
    for (int at = 0; at + data.length <= object.length; at++) {
      if (Arrays.equals(object, at, at + data.length, data, 0, data.length)) {
        object[at + RP_ID_HASH_BYTES] &= (byte) ~AuthenticatorData.BIT_UV;
        return object;
      }
    }
    throw new IllegalStateException("The attestation holds no authenticator data");
  }

  public PasskeyAssertion get(PasskeyRequestOptions options) {
    var shown =
        platform.get(
            JSON.readValue(Wire.encodeString(options), PublicKeyCredentialRequestOptions.class));
    AuthenticatorAssertionResponse response = shown.getResponse();
    return new PasskeyAssertion(
        shown.getId(),
        "public-key",
        new PasskeyAssertion.Response(
            text(response.getClientDataJSON()),
            text(response.getAuthenticatorData()),
            text(response.getSignature()),
            response.getUserHandle() == null ? null : text(response.getUserHandle())));
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
