package io.opsconductor.platform.context;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * A P-256 key for ES256 as a JSON Web Key (RFC 7517, RFC 7518 §6.2).
 *
 * @param privateJwk with the member {@code d}; never leaves the process but encrypted
 */
public record SigningKey(String keyId, JsonObject privateJwk) {
  private static final int COORDINATE_BYTES = 32;

  public static SigningKey generate(String keyId) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      ECPublicKey open = (ECPublicKey) pair.getPublic();
      ECPrivateKey closed = (ECPrivateKey) pair.getPrivate();
      JsonObject jwk =
          new JsonObject()
              .put("kty", "EC")
              .put("crv", "P-256")
              .put("alg", "ES256")
              .put("use", "sig")
              .put("kid", keyId)
              .put("x", coordinate(open.getW().getAffineX()))
              .put("y", coordinate(open.getW().getAffineY()))
              .put("d", coordinate(closed.getS()));
      return new SigningKey(keyId, jwk);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no P-256", e);
    }
  }

  /** Without the private member. */
  public JsonObject publicJwk() {
    JsonObject jwk = privateJwk.copy();
    jwk.remove("d");
    return jwk;
  }

  @Override
  public String toString() {
    return "SigningKey[" + keyId + "]";
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[COORDINATE_BYTES];
    int length = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
    Arrays.fill(bytes, (byte) 0);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
  }
}
