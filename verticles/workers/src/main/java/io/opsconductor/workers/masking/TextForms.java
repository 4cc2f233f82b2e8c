package io.opsconductor.workers.masking;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A secret inside of URLs, JSON and shell commands, as the usual programs write it there. */
final class TextForms {

  /**
   * Not encoded beside letters and digits: by RFC 3986, by encodeURIComponent, by forms, and by
   * Python's quote.
   */
  private static final List<String> URL_SAFE = List.of("-._~", "-._~!'()*", "-._*", "-._~/");

  /** Escaped in JSON beside what must be: nothing, by Go, by Gson. */
  private static final List<String> JSON_ESCAPED = List.of("", "<>&", "<>&='");

  private TextForms() {}

  static void addUrlEncoded(Set<String> forms, String secret) {
    for (String safe : URL_SAFE) {
      for (String space : List.of("%20", "+")) {
        String upper = urlEncoded(secret, safe, space, HexFormat.of().withUpperCase());
        forms.add(upper);
        forms.add(urlEncoded(secret, safe, space, HexFormat.of()));
      }
    }
  }

  private static String urlEncoded(String secret, String safe, String space, HexFormat hex) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < secret.length(); i++) {
      char c = secret.charAt(i);
      if (c == ' ') {
        text.append(space);
      } else if (isLetterOrDigit(c) || safe.indexOf(c) >= 0) {
        text.append(c);
      } else {
        text.append('%').append(hex.toHexDigits((byte) c));
      }
    }
    return text.toString();
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  static void addJson(Set<String> forms, String secret) {
    String text = decoded(secret);
    for (String escaped : JSON_ESCAPED) {
      for (boolean ascii : List.of(false, true)) {
        for (boolean upper : List.of(false, true)) {
          String json = json(text, escaped, ascii, upper);
          forms.add(encoded(secret, text, json));
          forms.add(encoded(secret, text, json.replace("/", "\\/")));
        }
      }
    }
  }

  /** The characters of a secret in UTF-8; of another one its bytes. */
  private static String decoded(String secret) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(SecretForms.bytes(secret)))
          .toString();
    } catch (CharacterCodingException e) {
      return secret;
    }
  }

  private static String encoded(String secret, String decoded, String json) {
    return decoded.equals(secret)
        ? json
        : new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String json(String text, String escaped, boolean ascii, boolean upper) {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        default -> {
          if (c < ' ' || (ascii && c > '~') || escaped.indexOf(c) >= 0) {
            String hex = HexFormat.of().toHexDigits(c);
            json.append("\\u").append(upper ? hex.toUpperCase(Locale.ROOT) : hex);
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.toString();
  }

  /** Within single quotes; what a secret without one looks like there is its plain form. */
  static void addShellQuoted(Set<String> forms, String secret) {
    forms.add(secret.replace("'", "'\\''"));
    forms.add(secret.replace("'", "'\"'\"'"));
  }
}
