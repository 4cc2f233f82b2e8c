package io.opsconductor.auth.passkey;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * A challenge for somebody who is not known yet: random bytes, the second in which it ends, and a
 * MAC of both. It is kept nowhere before it is used, so that strangers who ask for many fill
 * nothing.
 */
final class SignedChallenge {
  static final String MAC = "HmacSHA256";
  private static final int RANDOM_BYTES = 24;
  private static final int SAID_BYTES = RANDOM_BYTES + Long.BYTES;
  private static final int MAC_BYTES = 32;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  SignedChallenge(SecretKey key) {
    this.key = key;
  }

  byte[] next(Instant expiresAt) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    byte[] said =
        ByteBuffer.allocate(SAID_BYTES).put(bytes).putLong(expiresAt.getEpochSecond()).array();
    return ByteBuffer.allocate(SAID_BYTES + MAC_BYTES).put(said).put(mac(said)).array();
  }

  /** Whether one was given out here and is not over; not whether it was used. */
  boolean isGood(byte[] challenge, Instant now) {
    if (challenge.length != SAID_BYTES + MAC_BYTES) {
      return false;
    }
    byte[] said = Arrays.copyOf(challenge, SAID_BYTES);
    byte[] shown = Arrays.copyOfRange(challenge, SAID_BYTES, challenge.length);
    return MessageDigest.isEqual(mac(said), shown) && now.isBefore(end(said));
  }

  /** When a good one is over. */
  static Instant end(byte[] challenge) {
    return Instant.ofEpochSecond(ByteBuffer.wrap(challenge).getLong(RANDOM_BYTES));
  }

  private byte[] mac(byte[] said) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return mac.doFinal(said);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + MAC, e);
    }
  }
}
