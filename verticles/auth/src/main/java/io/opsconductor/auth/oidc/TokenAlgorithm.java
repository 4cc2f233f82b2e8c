package io.opsconductor.auth.oidc;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Optional;

/** The algorithms of ID tokens that are accepted, and no others (RFC 8725 §3.1). */
enum TokenAlgorithm {
  RS256("RS256", "RSA", null, "SHA-256"),
  ES256("ES256", "EC", "P-256", "SHA-256"),
  EDDSA("EdDSA", "OKP", "Ed25519", "SHA-512");

  private final String word;
  private final String keyType;
  private final String curve;
  private final String hash;

  TokenAlgorithm(String word, String keyType, String curve, String hash) {
    this.word = word;
    this.keyType = keyType;
    this.curve = curve;
    this.hash = hash;
  }

  /** As tokens and keys name it. */
  String word() {
    return word;
  }

  /** Of {@code at_hash} (OpenID Connect Core §3.1.3.6). */
  String hash() {
    return hash;
  }

  static Optional<TokenAlgorithm> of(Object word) {
    return Arrays.stream(values()).filter(known -> known.word.equals(word)).findFirst();
  }

  /** The one for which a key is. */
  static Optional<TokenAlgorithm> ofKey(JsonObject jwk) {
    return Arrays.stream(values())
        .filter(known -> known.keyType.equals(jwk.getValue("kty")))
        .filter(known -> known.curve == null || known.curve.equals(jwk.getValue("crv")))
        .findFirst();
  }
}
