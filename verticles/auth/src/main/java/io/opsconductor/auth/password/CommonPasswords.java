package io.opsconductor.auth.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is tried first, found again under the usual disguises: digits and signs around and between,
 * letters written as digits, the same word twice, two such words one after the other.
 */
final class CommonPasswords {
  private static final String FILE = "common-passwords.txt";

  /** A sign and the letter it stands for; {@code 1} and {@code !} stand for two. */
  private static final String DISGUISED = "@4830$5716!";

  private static final List<String> MEANT = List.of("aabeosstigi", "aabeosstlgl");

  private final Set<String> words;

  private CommonPasswords(Set<String> words) {
    this.words = words;
  }

  static CommonPasswords load() {
    try (InputStream file = CommonPasswords.class.getResourceAsStream(FILE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return new CommonPasswords(
          lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet()));
    } catch (IOException e) {
      throw new UncheckedIOException("The list of common passwords cannot be read", e);
    }
  }

  /** Of a text in small letters. */
  boolean holds(String text) {
    return forms(text).anyMatch(this::isMadeOfWords);
  }

  private static Stream<String> forms(String text) {
    String core = text.replaceAll("^[^\\p{L}@$]+|[^\\p{L}@$]+$", "");
    return Stream.concat(Stream.of(text, core), MEANT.stream().map(meant -> plain(core, meant)))
        .map(form -> form.replaceAll("\\P{L}", ""))
        .filter(form -> !form.isEmpty())
        .distinct();
  }

  private static String plain(String text, String meant) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int disguise = DISGUISED.indexOf(text.charAt(i));
      plain.append(disguise < 0 ? text.charAt(i) : meant.charAt(disguise));
    }
    return plain.toString();
  }

  private boolean isMadeOfWords(String form) {
    if (words.contains(form)) {
      return true;
    }
    for (int i = 1; i < form.length(); i++) {
      String rest = form.substring(i);
      if (words.contains(form.substring(0, i)) && (words.contains(rest) || isRepeated(rest, i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text goes on as the word of this length before it. */
  private boolean isRepeated(String rest, int length) {
    return rest.length() % length == 0
        && words.contains(rest.substring(0, length))
        && rest.substring(0, length).repeat(rest.length() / length).equals(rest);
  }
}
