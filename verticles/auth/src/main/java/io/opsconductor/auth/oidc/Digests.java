package io.opsconductor.auth.oidc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/** Hashes, and the texts that stand for bytes in URLs and tokens. */
final class Digests {
  private Digests() {}

  static byte[] of(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + algorithm, e);
    }
  }

  static byte[] sha256(String text) {
    return of("SHA-256", text.getBytes(StandardCharsets.UTF_8));
  }

  /** RFC 7636 §4.2. */
  static String challenge(String verifier) {
    return text(sha256(verifier));
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
