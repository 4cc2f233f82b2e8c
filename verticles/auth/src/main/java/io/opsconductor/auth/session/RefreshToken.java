package io.opsconductor.auth.session;

import io.opsconductor.auth.keys.MasterKey;
import io.opsconductor.contracts.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Opaque refresh tokens of 256 bits. Only their hashes are stored. */
public final class RefreshToken {
  private static final String PREFIX = "opsr_";
  private static final int BYTES = 32;
  private static final String MAC = "HmacSHA256";

  private final SecretKey successorKey;
  private final SecureRandom random = new SecureRandom();

  public RefreshToken(MasterKey master) {
    this.successorKey = master.derive("opsconductor/auth/refresh-successor/v1", MAC);
  }

  /** The first of a session. */
  String first() {
    return text(randomBytes());
  }

  byte[] salt() {
    return randomBytes();
  }

  /**
   * The successor of a token. It can be made again from the token, which only the client has, the
   * salt, which only the database has, and a key that only the nodes have; so that whoever asks
   * twice gets the same successor although no token is stored.
   */
  String successor(String token, byte[] salt) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(successorKey);
      mac.update(salt);
      return text(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + MAC, e);
    }
  }

  public static byte[] hash(String token) {
    return Sha256.of(token);
  }

  private byte[] randomBytes() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String text(byte[] bytes) {
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
