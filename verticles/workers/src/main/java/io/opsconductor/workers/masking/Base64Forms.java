package io.opsconductor.workers.masking;

import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Base64 (RFC 4648) of a secret by itself and inside of something longer. What comes before shifts
 * it by 0, 1 or 2 bytes against the groups of three; characters that depend on a neighbour are no
 * part of the form.
 */
final class Base64Forms {

  /** By the shift: how many characters are not of the secret alone. */
  private static final int[] SHARED = {0, 2, 3};

  /** What a program may have encoded along with the secret when it ends there. */
  private static final List<String> ENDS = List.of("", "\n", "\r\n");

  private Base64Forms() {}

  static void addTo(Set<String> forms, String secret) {
    for (int shift = 0; shift < SHARED.length; shift++) {
      String shifted = "\0".repeat(shift) + secret;
      int whole = shifted.length() * 8 / 6;
      addBoth(forms, encode(shifted).substring(SHARED[shift], whole));
      for (String end : ENDS) {
        addBoth(forms, encode(shifted + end).substring(SHARED[shift]));
        addBoth(forms, encode(shifted + end).substring(SHARED[shift]).replace("=", ""));
      }
    }
  }

  private static void addBoth(Set<String> forms, String text) {
    forms.add(text);
    forms.add(text.replace('+', '-').replace('/', '_'));
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(SecretForms.bytes(text));
  }
}
