package io.opsconductor.auth.mfa;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords (RFC 6238) as every authenticator application makes them without
 * being told: HMAC-SHA-1, six digits, steps of 30 seconds.
 */
public final class Totp {
  public static final int DIGITS = 6;
  public static final int STEP_SECONDS = 30;

  /** As RFC 4226 §4 asks for: 160 bits. */
  static final int SECRET_BYTES = 20;

  /** So many steps a clock may be off, and a code be late. */
  private static final int WINDOW = 1;

  private Totp() {}

  public static long step(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
  }

  /**
   * The step whose code this is, if it is near now and later than the last one that was accepted: a
   * code is good once (RFC 6238 §5.2).
   */
  static OptionalLong match(byte[] secret, String code, Instant now, long lastStep) {
    byte[] given = code.getBytes(StandardCharsets.UTF_8);
    long found = Long.MIN_VALUE;
    for (long step = step(now) - WINDOW; step <= step(now) + WINDOW; step++) {
      byte[] right = code(secret, step, DIGITS).getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(right, given) && step > lastStep) {
        found = step;
      }
    }
    return found == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(found);
  }

  /** The code of a step (RFC 4226 §5.3). */
  public static String code(byte[] secret, long step, int digits) {
    byte[] hash = hash(secret, step);
    int offset = hash[hash.length - 1] & 0xf;
    int truncated = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
    String decimal = Integer.toString(truncated);
    String padded = "0".repeat(Math.max(0, digits - decimal.length())) + decimal;
    return padded.substring(padded.length() - digits);
  }

  private static byte[] hash(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "RAW"));
      return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no HmacSHA1", e);
    }
  }
}
