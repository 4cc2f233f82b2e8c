package io.opsconductor.testkit.oidc;

/** How a provider signs. */
public enum OidcAlgorithm {
  RS256("RS256", "SHA256withRSA", "SHA-256"),
  ES256("ES256", "SHA256withECDSAinP1363Format", "SHA-256"),
  EDDSA("EdDSA", "Ed25519", "SHA-512");

  private final String word;
  private final String signature;
  private final String hash;

  OidcAlgorithm(String word, String signature, String hash) {
    this.word = word;
    this.signature = signature;
    this.hash = hash;
  }

  /** As a header of a token says it. */
  String word() {
    return word;
  }

  /** As Java says it. */
  String signature() {
    return signature;
  }

  /** Of {@code at_hash}. */
  String hash() {
    return hash;
  }
}
