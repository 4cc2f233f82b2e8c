package io.opsconductor.platform.selector;

import io.opsconductor.platform.selector.SelectorToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Parses selectors.
 *
 * <pre>
 * any        = all { "or" all }
 * all        = one { "and" one }
 * one        = "not" one | "(" any ")" | "*" | "all" | comparison
 * comparison = key [ ("=" | "!=" | "~" | "!~") value | ["not"] "in" "(" value { "," value } ")" ]
 * key, value = word | quotation
 * </pre>
 *
 * A key alone means that the tag is there. A word is letters, digits and {@code _ . - / : @ + %};
 * in a pattern also {@code *} and {@code ?}. In a quotation a backslash makes the next character
 * stand for itself. {@code and or not in all} are keywords where a condition begins or ends, in
 * either case, and plain words where a value is expected; a tag of such a name is quoted.
 */
public final class SelectorParser {
  public static final int MAX_LENGTH = 4096;
  private static final int MAX_DEPTH = 32;
  private static final Pattern TAG_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,62}");
  private static final Set<String> KEYWORDS = Set.of("and", "or", "not", "in");

  private final List<SelectorToken> tokens;
  private int next;
  private int depth;

  private SelectorParser(List<SelectorToken> tokens) {
    this.tokens = tokens;
  }

  /**
   * The condition.
   *
   * @throws SelectorError saying what was expected where
   */
  public static Selector parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new SelectorError("more than " + MAX_LENGTH + " characters", MAX_LENGTH + 1);
    }
    if (text.indexOf('\0') >= 0) {
      throw new SelectorError("a NUL character", text.indexOf('\0') + 1);
    }
    SelectorParser parser = new SelectorParser(SelectorLexer.tokens(text));
    Selector selector = parser.any();
    if (parser.peek().kind() != Kind.END) {
      throw expected("and, or, or the end", parser.peek());
    }
    return selector;
  }

  private Selector any() {
    List<Selector> parts = parts("or", this::all);
    return parts.size() == 1 ? parts.getFirst() : new Selector.Or(parts);
  }

  private Selector all() {
    List<Selector> parts = parts("and", this::one);
    return parts.size() == 1 ? parts.getFirst() : new Selector.And(parts);
  }

  private List<Selector> parts(String keyword, Supplier<Selector> part) {
    List<Selector> parts = new ArrayList<>();
    parts.add(part.get());
    while (peek().isKeyword(keyword)) {
      next++;
      parts.add(part.get());
    }
    return parts;
  }

  private Selector one() {
    SelectorToken first = peek();
    if (first.isKeyword("not")) {
      next++;
      return new Selector.Not(nested(first, this::one));
    }
    if (first.kind() == Kind.OPEN) {
      next++;
      Selector inner = nested(first, this::any);
      take(Kind.CLOSE, "and, or, or )");
      return inner;
    }
    if (isAll(first)) {
      next++;
      return new Selector.All();
    }
    return comparison();
  }

  private Selector nested(SelectorToken opening, Supplier<Selector> inner) {
    if (++depth > MAX_DEPTH) {
      throw new SelectorError(
          "more than " + MAX_DEPTH + " conditions in each other", opening.position());
    }
    Selector selector = inner.get();
    depth--;
    return selector;
  }

  /** The word {@code all} is a tag when it is compared with something. */
  private boolean isAll(SelectorToken token) {
    boolean star = token.kind() == Kind.WORD && token.text().equals("*");
    return star || (token.isKeyword("all") && !comparesNext());
  }

  private boolean comparesNext() {
    SelectorToken after = tokens.get(next + 1);
    return switch (after.kind()) {
      case EQUAL, NOT_EQUAL, LIKE, NOT_LIKE -> true;
      case WORD -> after.isKeyword("in") || after.isKeyword("not");
      case QUOTED, OPEN, CLOSE, COMMA, END -> false;
    };
  }

  private Selector comparison() {
    Selector.Key key = key();
    SelectorToken operator = peek();
    return switch (operator.kind()) {
      case EQUAL -> equal(key);
      case NOT_EQUAL -> new Selector.Not(equal(key));
      case LIKE -> like(key);
      case NOT_LIKE -> new Selector.Not(like(key));
      case WORD -> membership(key, operator);
      case QUOTED, OPEN, CLOSE, COMMA, END -> new Selector.Has(key);
    };
  }

  private Selector equal(Selector.Key key) {
    next++;
    return new Selector.In(key, List.of(value()));
  }

  private Selector like(Selector.Key key) {
    next++;
    SelectorToken token = takeText("a pattern");
    return new Selector.Like(key, token.text());
  }

  private Selector membership(Selector.Key key, SelectorToken operator) {
    if (operator.isKeyword("in")) {
      next++;
      return values(key);
    }
    if (operator.isKeyword("not")) {
      next++;
      if (!peek().isKeyword("in")) {
        throw expected("in", peek());
      }
      next++;
      return new Selector.Not(values(key));
    }
    return new Selector.Has(key);
  }

  private Selector values(Selector.Key key) {
    take(Kind.OPEN, "(");
    List<String> values = new ArrayList<>();
    values.add(value());
    while (peek().kind() == Kind.COMMA) {
      next++;
      values.add(value());
    }
    take(Kind.CLOSE, ", or )");
    return new Selector.In(key, values);
  }

  private Selector.Key key() {
    SelectorToken token = peek();
    boolean keyword =
        token.kind() == Kind.WORD && KEYWORDS.contains(token.text().toLowerCase(Locale.ROOT));
    if (keyword) {
      throw expected("a key, not, or (", token);
    }
    takeText("a key, not, or (");
    if (!TAG_NAME.matcher(token.text()).matches()) {
      throw new SelectorError(
          "expected a key of letters, digits and _ . -, not " + token.text(), token.position());
    }
    return switch (token.text()) {
      case "name" -> new Selector.Key.Own(Selector.Property.NAME);
      case "host" -> new Selector.Key.Own(Selector.Property.HOST);
      case "id" -> new Selector.Key.Own(Selector.Property.ID);
      case "port" -> new Selector.Key.Own(Selector.Property.PORT);
      default -> new Selector.Key.Tag(token.text());
    };
  }

  /** A star where no pattern is meant would silently match nothing. */
  private String value() {
    SelectorToken token = takeText("a value");
    boolean pattern =
        token.kind() == Kind.WORD
            && (token.text().indexOf('*') >= 0 || token.text().indexOf('?') >= 0);
    if (pattern) {
      throw new SelectorError(
          "expected ~ for the pattern " + token.text() + ", or quotes around it,",
          token.position());
    }
    return token.text();
  }

  private SelectorToken takeText(String what) {
    SelectorToken token = peek();
    if (token.kind() != Kind.WORD && token.kind() != Kind.QUOTED) {
      throw expected(what, token);
    }
    next++;
    return token;
  }

  private void take(Kind kind, String what) {
    if (peek().kind() != kind) {
      throw expected(what, peek());
    }
    next++;
  }

  private SelectorToken peek() {
    return tokens.get(next);
  }

  private static SelectorError expected(String what, SelectorToken found) {
    return new SelectorError("expected " + what, found.position());
  }
}
