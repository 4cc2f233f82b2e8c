package io.opsconductor.executions;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.SearchOutput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;

/** What is looked for in lines. Any thread. */
sealed interface LinePattern {

  /**
   * A line as text, with the first match in it.
   *
   * @param start in UTF-16 units, as the end
   */
  record Found(String line, int start, int end) {}

  Optional<Found> find(byte[] bytes, int from, int to);

  /**
   * @throws OpsException {@code bad_pattern}
   */
  static LinePattern of(SearchOutput request) {
    if (request.regex()) {
      return Regex.of(request.query(), request.ignoreCase());
    }
    boolean ascii = request.query().chars().allMatch(c -> c < 0x80);
    if (request.ignoreCase() && !ascii) {
      return Regex.of(Pattern.quote(request.query()), true);
    }
    return Literal.of(request.query(), request.ignoreCase());
  }

  /**
   * A text, compared byte by byte: in UTF-8 none begins within a character.
   *
   * @param folded whether the letters of ASCII, small in the needle, stand for large ones too
   */
  record Literal(String text, byte[] needle, boolean folded) implements LinePattern {

    static Literal of(String query, boolean ignoreCase) {
      String text = ignoreCase ? query.toLowerCase(Locale.ROOT) : query;
      return new Literal(text, text.getBytes(StandardCharsets.UTF_8), ignoreCase);
    }

    @Override
    public Optional<Found> find(byte[] bytes, int from, int to) {
      byte first = needle[0];
      int last = to - needle.length;
      for (int at = from; at <= last; at++) {
        if (fold(bytes[at]) == first && matches(bytes, at)) {
          return Optional.of(found(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
        }
      }
      return Optional.empty();
    }

    private boolean matches(byte[] bytes, int at) {
      for (int i = 1; i < needle.length; i++) {
        if (fold(bytes[at + i]) != needle[i]) {
          return false;
        }
      }
      return true;
    }

    private byte fold(byte value) {
      return folded && value >= 'A' && value <= 'Z' ? (byte) (value + 32) : value;
    }

    private Found found(String line) {
      int start = 0;
      while (start + text.length() < line.length()
          && !line.regionMatches(folded, start, text, 0, text.length())) {
        start++;
      }
      return new Found(line, start, Math.min(line.length(), start + text.length()));
    }
  }

  /**
   * A regular expression of RE2, which takes time in proportion to the line and to its own size.
   */
  record Regex(Pattern pattern) implements LinePattern {
    /** Of the compiled expression: 64 KiB are then searched in less than a second. */
    private static final int MAX_INSTRUCTIONS = 1000;

    /** What a compilation may be estimated to make, so that it does no harm itself. */
    private static final long MAX_ESTIMATE = 100_000;

    private static final java.util.regex.Pattern REPEAT =
        java.util.regex.Pattern.compile("([)}]?)\\{(\\d{1,4})(?:,(\\d{0,4}))?}");

    static Regex of(String expression, boolean ignoreCase) {
      if (estimate(expression) > MAX_ESTIMATE) {
        throw tooLarge();
      }
      try {
        Pattern pattern = Pattern.compile(expression, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
        if (pattern.programSize() > MAX_INSTRUCTIONS) {
          throw tooLarge();
        }
        return new Regex(pattern);
      } catch (PatternSyntaxException e) {
        throw bad(e.getDescription() + ": " + e.getPattern());
      }
    }

    /** No less than what counted repetitions unfold to: those of groups multiply. */
    private static long estimate(String expression) {
      double groups = 1;
      int others = 1;
      for (MatchResult repeat : REPEAT.matcher(expression).results().toList()) {
        int count = Math.max(number(repeat.group(2)), number(repeat.group(3)));
        if (repeat.group(1).isEmpty()) {
          others = Math.max(others, count);
        } else {
          groups *= Math.max(1, count);
        }
      }
      return (long) (expression.length() * groups * others);
    }

    private static int number(String digits) {
      return digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    @Override
    public Optional<Found> find(byte[] bytes, int from, int to) {
      String line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      var matcher = pattern.matcher(line);
      return matcher.find()
          ? Optional.of(new Found(line, matcher.start(), matcher.end()))
          : Optional.empty();
    }

    private static OpsException tooLarge() {
      return bad("it is too large, with its repetitions written out");
    }

    private static OpsException bad(String what) {
      String detail = "The pattern is not understood: " + what;
      return new OpsException(
          ErrorCode.BAD_PATTERN, detail, List.of(new FieldError("/query/q", detail)));
    }
  }
}
