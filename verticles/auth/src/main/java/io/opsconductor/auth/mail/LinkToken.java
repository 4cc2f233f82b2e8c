package io.opsconductor.auth.mail;

import io.opsconductor.contracts.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Tokens of mailed links, of 256 bits. One is made from the link's id and a key that only the nodes
 * have, so that a mail can be sent, and sent again after a crash, although no token is stored.
 */
final class LinkToken {
  static final String MAC = "HmacSHA256";
  private static final String PREFIX = "opsl_";

  private final SecretKey key;

  LinkToken(SecretKey key) {
    this.key = key;
  }

  String of(UUID linkId) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      byte[] bytes = mac.doFinal(linkId.toString().getBytes(StandardCharsets.UTF_8));
      return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + MAC, e);
    }
  }

  /** As it is stored. */
  static byte[] hash(String token) {
    return Sha256.of(token);
  }
}
