package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of API tokens: {@code opsc_}, 40 random letters and digits (238 bits), and 6 that are
 * their checksum, so that scanners of leaked secrets find tokens without mistaking others for them,
 * and a mistyped one is told from an unknown one. The checksum keeps nobody from inventing tokens.
 */
public final class TokenText {
  public static final String PREFIX = "opsc_";

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM = 40;
  private static final int CHECKSUM = 6;
  private static final Pattern FORM =
      Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (RANDOM + CHECKSUM) + "}");

  private TokenText() {}

  /** A new one. */
  public static String generate(SecureRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < RANDOM; i++) {
      text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return PREFIX + text + checksum(text.toString());
  }

  /** Whether a bearer token means to be an API token, and no access token. */
  public static boolean isMeant(String token) {
    return token.startsWith(PREFIX);
  }

  /** Whether it is whole and its checksum right. */
  public static boolean isWellFormed(String token) {
    if (!FORM.matcher(token).matches()) {
      return false;
    }
    int split = PREFIX.length() + RANDOM;
    return checksum(token.substring(PREFIX.length(), split)).equals(token.substring(split));
  }

  /** SHA-256. It needs no salt and no slow hash: nobody guesses 238 random bits. */
  public static byte[] hash(String token) {
    return Sha256.of(token.getBytes(StandardCharsets.US_ASCII));
  }

  /** CRC-32, as six digits of base 62. */
  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    StringBuilder digits = new StringBuilder();
    long rest = crc.getValue();
    for (int i = 0; i < CHECKSUM; i++) {
      digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
      rest /= DIGITS.length();
    }
    return digits.reverse().toString();
  }
}
