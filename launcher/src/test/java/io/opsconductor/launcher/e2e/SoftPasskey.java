package io.opsconductor.launcher.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;

/** A browser and its authenticator with one passkey (WebAuthn, level 3, ES256). */
final class SoftPasskey {
  private static final int USER_PRESENT_AND_VERIFIED = 0x05;
  private static final int WITH_CREDENTIAL = 0x40;
  private static final int COORDINATE_BYTES = 32;

  private final String origin;
  private final KeyPair keys;
  private final byte[] id = new byte[16];
  private int counter;

  SoftPasskey(String origin) {
    this.origin = origin;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    new SecureRandom().nextBytes(id);
  }

  /** {@code RegistrationResponseJSON}. */
  Map<String, ?> create(JsonNode options) {
    byte[] data =
        join(
            authenticatorData(
                options.path("rp").path("id").asText(),
                USER_PRESENT_AND_VERIFIED | WITH_CREDENTIAL),
            new byte[16],
            new byte[] {0, (byte) id.length},
            id,
            publicKey());
    // A map of three: fmt "none", attStmt {}, authData of less than 256 bytes.
    byte[] attestation =
        join(
            new byte[] {(byte) 0xa3, 0x63},
            ascii("fmt"),
            new byte[] {0x64},
            ascii("none"),
            new byte[] {0x67},
            ascii("attStmt"),
            new byte[] {(byte) 0xa0, 0x68},
            ascii("authData"),
            new byte[] {0x58, (byte) data.length},
            data);
    return answer(
        Map.of(
            "clientDataJSON",
            text(clientData("webauthn.create", options)),
            "attestationObject",
            text(attestation)));
  }

  /** {@code AuthenticationResponseJSON}. */
  Map<String, ?> get(JsonNode options) {
    byte[] data = authenticatorData(options.path("rpId").asText(), USER_PRESENT_AND_VERIFIED);
    byte[] client = clientData("webauthn.get", options);
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(data);
      signature.update(sha256(client));
      return answer(
          Map.of(
              "clientDataJSON",
              text(client),
              "authenticatorData",
              text(data),
              "signature",
              text(signature.sign())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, ?> answer(Map<String, String> response) {
    return Map.of(
        "id",
        text(id),
        "rawId",
        text(id),
        "type",
        "public-key",
        "clientExtensionResults",
        Map.of(),
        "response",
        response);
  }

  private byte[] clientData(String type, JsonNode options) {
    return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
        .formatted(type, options.path("challenge").asText(), origin)
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] authenticatorData(String rpId, int flags) {
    counter++;
    return join(
        sha256(ascii(rpId)),
        new byte[] {(byte) flags, 0, 0, (byte) (counter >> Byte.SIZE), (byte) counter});
  }

  /** COSE: a map of kty 2, alg -7, crv 1, x and y. */
  private byte[] publicKey() {
    ECPublicKey key = (ECPublicKey) keys.getPublic();
    return join(
        new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, COORDINATE_BYTES},
        coordinate(key.getW().getAffineX()),
        new byte[] {0x22, 0x58, COORDINATE_BYTES},
        coordinate(key.getW().getAffineY()));
  }

  private static byte[] coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[COORDINATE_BYTES];
    int kept = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(bytes, bytes.length - kept, fixed, COORDINATE_BYTES - kept, kept);
    return fixed;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
