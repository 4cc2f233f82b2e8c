package io.opsconductor.targets;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A host's public key in one form only, so that equal keys are equal texts.
 *
 * @param text {@code <type> <base64>}, without a comment
 * @param fingerprint {@code SHA256:…}, as {@code ssh-keygen -l} prints it
 */
record HostKeyText(String text, String fingerprint) {
  private static final int MIN_RSA_BITS = 1024;
  private static final int MAX_RSA_BITS = 16384;

  /**
   * Reads {@code <type> <base64> [comment]}.
   *
   * @throws OpsException {@code bad_host_key}
   */
  static HostKeyText parse(String text) {
    String[] words = text.strip().split("\\s+", 3);
    if (words.length < 2) {
      throw bad("expected <type> <base64>, as in a known_hosts file");
    }
    byte[] blob = decoded(words[1]);
    try {
      check(words[0], ByteBuffer.wrap(blob));
    } catch (BufferUnderflowException e) {
      throw bad("it is cut off");
    }
    return new HostKeyText(
        words[0] + " " + Base64.getEncoder().encodeToString(blob), fingerprint(blob));
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw bad("the part after the type is not base64");
    }
  }

  /** RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709 section 4. */
  private static void check(String type, ByteBuffer blob) {
    if (!type.equals(new String(bytes(blob), StandardCharsets.ISO_8859_1))) {
      throw bad("the key is not of the type that is said");
    }
    switch (type) {
      case "ssh-ed25519" -> length(bytes(blob), 32);
      case "ecdsa-sha2-nistp256" -> checkCurve(blob, "nistp256", 32);
      case "ecdsa-sha2-nistp384" -> checkCurve(blob, "nistp384", 48);
      case "ecdsa-sha2-nistp521" -> checkCurve(blob, "nistp521", 66);
      case "ssh-rsa" -> checkRsa(blob);
      default -> throw bad("the type is none of ssh-ed25519, ecdsa-sha2-nistp256/384/521, ssh-rsa");
    }
    if (blob.hasRemaining()) {
      throw bad("there is something after the key");
    }
  }

  private static void checkCurve(ByteBuffer blob, String curve, int coordinateBytes) {
    if (!curve.equals(new String(bytes(blob), StandardCharsets.ISO_8859_1))) {
      throw bad("the curve is not the one of the type");
    }
    byte[] point = bytes(blob);
    length(point, 1 + 2 * coordinateBytes);
    if (point[0] != 4) {
      throw bad("the point is not in the uncompressed form");
    }
  }

  private static void checkRsa(ByteBuffer blob) {
    BigInteger exponent = number(blob);
    int bits = number(blob).bitLength();
    boolean usable = exponent.bitLength() >= 2 && exponent.testBit(0);
    if (!usable || bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
      throw bad("it is no RSA key of 1024 to 16384 bits");
    }
  }

  private static BigInteger number(ByteBuffer blob) {
    byte[] bytes = bytes(blob);
    return bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
  }

  private static byte[] bytes(ByteBuffer blob) {
    int length = blob.getInt();
    if (length < 0 || length > blob.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    blob.get(bytes);
    return bytes;
  }

  private static void length(byte[] bytes, int expected) {
    if (bytes.length != expected) {
      throw bad("it does not have the length of its type");
    }
  }

  private static String fingerprint(byte[] blob) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static OpsException bad(String why) {
    String detail = "The host key does not parse: " + why;
    return new OpsException(
        ErrorCode.BAD_HOST_KEY, detail, List.of(new FieldError("/hostKey", detail)));
  }
}
