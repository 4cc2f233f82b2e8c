package io.opsconductor.auth;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a password must be, after NIST SP 800-63B: long, and none that is tried first. No rules on
 * kinds of characters.
 */
final class PasswordPolicy {
  static final int MIN_LENGTH = 12;
  private static final int MIN_DIFFERENT = 4;

  /** Words that fill the lists of guessers, repeated or numbered until they are long enough. */
  private static final Set<String> GUESSED =
      Set.of(
          "password",
          "passwort",
          "administrator",
          "admin",
          "opsconductor",
          "changeme",
          "letmein",
          "welcome",
          "qwerty",
          "qwertyuiop",
          "asdfghjkl",
          "abc",
          "abcdef",
          "iloveyou",
          "secret",
          "root",
          "toor",
          "test",
          "default",
          "guest");

  private static final String DIGITS = "01234567890123456789";

  private PasswordPolicy() {}

  /** Refuses with {@code weak_password}. */
  static void check(String username, SecretText password) {
    String typed = password.reveal();
    String lower = typed.strip().toLowerCase(Locale.ROOT);
    if (typed.codePointCount(0, typed.length()) < MIN_LENGTH) {
      throw weak("must have at least " + MIN_LENGTH + " characters");
    }
    if (lower.chars().distinct().count() < MIN_DIFFERENT) {
      throw weak("must have at least " + MIN_DIFFERENT + " different characters");
    }
    String word = lower.replaceAll("[\\d\\p{Punct}]+$", "");
    if (lower.equals(username.toLowerCase(Locale.ROOT))
        || word.equals(username.toLowerCase(Locale.ROOT))) {
      throw weak("must not be the username");
    }
    if (DIGITS.contains(lower) || GUESSED.stream().anyMatch(known -> isRepeated(word, known))) {
      throw weak("is one of those that are tried first");
    }
  }

  private static boolean isRepeated(String word, String known) {
    return !word.isEmpty()
        && word.length() % known.length() == 0
        && known.repeat(word.length() / known.length()).equals(word);
  }

  private static OpsException weak(String rule) {
    String detail = "password " + rule;
    return new OpsException(
        ErrorCode.WEAK_PASSWORD, detail, List.of(new FieldError("/password", detail)));
  }
}
