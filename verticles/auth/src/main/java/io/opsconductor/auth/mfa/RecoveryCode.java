package io.opsconductor.auth.mfa;

import io.opsconductor.contracts.Sha256;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Codes of 80 random bits that stand in for a lost factor, written as {@code ABCD-EFGH-IJKL-MNOP}.
 */
final class RecoveryCode {
  /** So many are made at once. */
  static final int COUNT = 10;

  private static final int BYTES = 10;
  private static final int GROUP = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private RecoveryCode() {}

  static List<String> newSet() {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      byte[] bytes = new byte[BYTES];
      RANDOM.nextBytes(bytes);
      codes.add(Base32.encode(bytes).replaceAll("(.{" + GROUP + "})(?=.)", "$1-"));
    }
    return codes;
  }

  /** Whatever is not six digits is taken for one: then a wrong form is a wrong code. */
  static boolean isMeant(String code) {
    return !code.matches("[0-9]{" + Totp.DIGITS + "}");
  }

  /** However it is typed: small letters, other or no signs between the groups. */
  static byte[] hash(String code) {
    String plain = code.toUpperCase(Locale.ROOT).replaceAll("[^A-Z2-7]", "");
    return Sha256.of(plain);
  }
}
