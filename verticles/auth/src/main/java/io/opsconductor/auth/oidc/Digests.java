package io.opsconductor.auth.oidc;

import io.opsconductor.contracts.Sha256;
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

  /** RFC 7636 §4.2. */
  static String challenge(String verifier) {
    return text(Sha256.of(verifier));
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
