package io.opsconductor.auth.password;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.auth.PasswordRule;
import io.opsconductor.contracts.auth.PasswordWeakness;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a password must be, after NIST SP 800-63B: long, and none that is tried first. No rules on
 * kinds of characters.
 */
public final class PasswordPolicy {
  static final int MIN_LENGTH = 12;
  private static final int MIN_DIFFERENT = 4;
  private static final int LONGEST_PATTERN = 4;

  /** Beside a sequence or a name there must be as much as this, or it is all there is. */
  private static final int MIN_BESIDE_SEQUENCE = 3;

  private static final int MIN_BESIDE_NAME = 4;
  private static final int MIN_NAME = 3;
  private static final String PRODUCT = "opsconductor";
  private static final CommonPasswords COMMON = CommonPasswords.load();

  private PasswordPolicy() {}

  /**
   * Refuses a password.
   *
   * @param field that holds it, for the error
   * @throws OpsException {@code weak_password} with every rule that it does not keep, by name in
   *     {@code weaknesses}
   */
  public static void check(String username, SecretText password, String field) {
    List<PasswordWeakness> weaknesses = weaknesses(username, password);
    if (!weaknesses.isEmpty()) {
      List<FieldError> errors =
          weaknesses.stream()
              .map(weakness -> new FieldError("/" + field, field + " " + weakness.detail()))
              .toList();
      List<String> rules =
          weaknesses.stream().map(weakness -> WireNamed.nameOf(weakness.rule())).toList();
      throw new OpsException(ErrorCode.WEAK_PASSWORD, errors.getFirst().detail(), errors)
          .with(Map.of("weaknesses", rules));
    }
  }

  /** Every rule that a password does not keep; none when it is accepted. */
  public static List<PasswordWeakness> weaknesses(String username, SecretText password) {
    String typed = password.reveal();
    String text =
        Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    List<PasswordWeakness> found = new ArrayList<>();
    if (typed.codePointCount(0, typed.length()) < MIN_LENGTH) {
      found.add(
          new PasswordWeakness(
              PasswordRule.TOO_SHORT, "must have at least " + MIN_LENGTH + " characters"));
    }
    if (isRepetitive(text)) {
      found.add(new PasswordWeakness(PasswordRule.REPETITIVE, "must not repeat a few characters"));
    }
    if (Sequences.outside(text) < MIN_BESIDE_SEQUENCE) {
      found.add(
          new PasswordWeakness(
              PasswordRule.SEQUENCE,
              "must not be keys beside each other, or letters or digits in their order"));
    }
    if (isName(text, username)) {
      found.add(
          new PasswordWeakness(
              PasswordRule.NAME, "must not be the username or the name of this product"));
    }
    if (COMMON.holds(text)) {
      found.add(
          new PasswordWeakness(
              PasswordRule.COMMON, "must not be one of those that are tried first"));
    }
    return List.copyOf(found);
  }

  private static boolean isRepetitive(String text) {
    if (text.codePoints().distinct().count() < MIN_DIFFERENT) {
      return true;
    }
    int longest = Math.max(LONGEST_PATTERN, text.length() / 3);
    for (int period = 1; period <= longest && period < text.length(); period++) {
      if (text.regionMatches(period, text, 0, text.length() - period)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isName(String text, String username) {
    String name = username.strip().toLowerCase(Locale.ROOT);
    String beside = text.replace(PRODUCT, "");
    if (name.length() >= MIN_NAME) {
      beside = beside.replace(name, "");
      beside = beside.replace(new StringBuilder(name).reverse().toString(), "");
    }
    return beside.length() < text.length()
        && beside.codePoints().filter(Character::isLetter).count() < MIN_BESIDE_NAME;
  }
}
