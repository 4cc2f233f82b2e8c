package io.opsconductor.testkit.oidc;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A key with which a provider signs. */
final class OidcKey {
  private static final int COORDINATE_BYTES = 32;
  private static final int RSA_BITS = 2048;

  private final String id;
  private final OidcAlgorithm algorithm;
  private final KeyPair pair;

  private OidcKey(String id, OidcAlgorithm algorithm, KeyPair pair) {
    this.id = id;
    this.algorithm = algorithm;
    this.pair = pair;
  }

  static OidcKey generate(String id, OidcAlgorithm algorithm) {
    try {
      return new OidcKey(id, algorithm, pair(algorithm));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair pair(OidcAlgorithm algorithm) throws GeneralSecurityException {
    switch (algorithm) {
      case RS256 -> {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(RSA_BITS);
        return generator.generateKeyPair();
      }
      case ES256 -> {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
      }
      case EDDSA -> {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      }
    }
    throw new IllegalStateException("Unknown algorithm " + algorithm);
  }

  String id() {
    return id;
  }

  OidcAlgorithm algorithm() {
    return algorithm;
  }

  byte[] sign(String text, String signature) {
    try {
      Signature signing = Signature.getInstance(signature);
      signing.initSign(pair.getPrivate());
      signing.update(text.getBytes(StandardCharsets.US_ASCII));
      return signing.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public half (RFC 7517, RFC 8037). */
  Map<String, Object> jwk() {
    Map<String, Object> jwk = new LinkedHashMap<>();
    jwk.put("kid", id);
    jwk.put("use", "sig");
    jwk.put("alg", algorithm.word());
    switch (algorithm) {
      case RS256 -> {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        jwk.put("kty", "RSA");
        jwk.put("n", text(unsigned(key.getModulus())));
        jwk.put("e", text(unsigned(key.getPublicExponent())));
      }
      case ES256 -> {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        jwk.put("kty", "EC");
        jwk.put("crv", "P-256");
        jwk.put("x", text(padded(key.getW().getAffineX())));
        jwk.put("y", text(padded(key.getW().getAffineY())));
      }
      case EDDSA -> {
        byte[] encoded = pair.getPublic().getEncoded();
        jwk.put("kty", "OKP");
        jwk.put("crv", "Ed25519");
        jwk.put(
            "x",
            text(Arrays.copyOfRange(encoded, encoded.length - COORDINATE_BYTES, encoded.length)));
      }
    }
    return jwk;
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static byte[] padded(BigInteger number) {
    byte[] bytes = unsigned(number);
    byte[] padded = new byte[COORDINATE_BYTES];
    System.arraycopy(bytes, 0, padded, padded.length - bytes.length, bytes.length);
    return padded;
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
