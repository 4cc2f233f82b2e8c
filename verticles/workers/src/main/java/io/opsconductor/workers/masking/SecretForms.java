package io.opsconductor.workers.masking;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The forms in which a secret is looked for: as it is, in base64, URL-encoded, as JSON text, quoted
 * for a shell, in hexadecimal. Byte strings are held as strings of one char a byte.
 */
final class SecretForms {

  /** In bytes; of longer values, which are no keys or tokens, only the plain form is looked for. */
  private static final int ENCODED_UP_TO = 16 * 1024;

  /** What {@code base64} and OpenSSL wrap lines at. */
  private static final List<Integer> WRAPPED_AT = List.of(76, 64);

  private final Set<String> forms;

  private SecretForms(Set<String> forms) {
    this.forms = forms;
  }

  static void addTo(Set<String> forms, String secret) {
    String value = secret.replace("\r\n", "\n").replaceAll("\n+$", "");
    if (value.length() >= SecretMask.SHORTEST) {
      new SecretForms(forms).addValue(value);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void addValue(String value) {
    for (String piece : SecretPieces.of(value)) {
      if (value.length() <= ENCODED_UP_TO) {
        addPiece(piece);
      } else {
        addPlain(piece);
      }
    }
    if (value.length() <= ENCODED_UP_TO) {
      addWholeBase64(value);
      addWholeBase64(value + "\n");
    }
  }

  private void addPiece(String piece) {
    addPlain(piece);
    addEncoded(piece);
    if (piece.contains("\n")) {
      addEncoded(piece.replace("\n", "\r\n"));
    }
  }

  private void addPlain(String piece) {
    forms.add(piece);
    forms.add(piece.replace("\n", "\r\n"));
  }

  private void addEncoded(String piece) {
    Base64Forms.addTo(forms, piece);
    TextForms.addUrlEncoded(forms, piece);
    TextForms.addJson(forms, piece);
    TextForms.addShellQuoted(forms, piece);
    byte[] bytes = bytes(piece);
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
  }

  /** A whole file, in one line and in lines that do not go with those of the file. */
  private void addWholeBase64(String value) {
    byte[] bytes = bytes(value);
    String text = Base64.getEncoder().encodeToString(bytes);
    forms.add(text);
    forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    for (int width : WRAPPED_AT) {
      if (text.length() > width) {
        SecretPieces.of(text.replaceAll("(.{" + width + "})(?=.)", "$1\n")).forEach(this::addPlain);
      }
    }
  }
}
