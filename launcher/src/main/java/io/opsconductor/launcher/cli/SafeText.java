package io.opsconductor.launcher.cli;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Makes text from hosts and servers safe to show on a terminal: what would move the cursor, change
 * colours, retitle the window or reverse the reading order is shown instead of obeyed.
 */
final class SafeText {

  private static final HexFormat HEX = HexFormat.of();

  private SafeText() {}

  /** One line; control characters in caret notation, like {@code cat -v}. */
  static String of(String text) {
    StringBuilder safe = null;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (safe == null && !isUnsafe(c)) {
        continue;
      }
      if (safe == null) {
        safe = new StringBuilder(text.length() + 16).append(text, 0, at);
      }
      append(safe, c);
    }
    return safe == null ? text : safe.toString();
  }

  /** As {@link #of(String)}, but keeps line ends: for a message of several lines. */
  static String lines(String text) {
    return String.join("\n", text.lines().map(SafeText::of).toList());
  }

  /** Bytes that are not UTF-8 show as {@code \xNN}. */
  static String of(byte[] line) {
    ByteBuffer in = ByteBuffer.wrap(line);
    CharBuffer out = CharBuffer.allocate(line.length + 1);
    StringBuilder text = new StringBuilder(line.length);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      text.append(of(out.flip().toString()));
      out.clear();
      if (!result.isError()) {
        return text.toString();
      }
      for (int wrong = result.length(); wrong > 0; wrong--) {
        text.append("\\x").append(HEX.toHexDigits(in.get()));
      }
      decoder.reset();
    }
  }

  private static void append(StringBuilder safe, char c) {
    if (!isUnsafe(c)) {
      safe.append(c);
    } else if (c < 0x20) {
      safe.append('^').append((char) (c + '@'));
    } else if (c == 0x7f) {
      safe.append("^?");
    } else {
      safe.append("\\u").append(HEX.toHexDigits(c));
    }
  }

  private static boolean isUnsafe(char c) {
    return (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0) || reordersText(c);
  }

  /** The bidirectional controls of Unicode (UAX #9), and line separators. */
  private static boolean reordersText(char c) {
    return c == 0x061c
        || c == 0x200e
        || c == 0x200f
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
