package io.opsconductor.platform.selector;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A selector as a condition in SQL. Every value is an argument; the text holds only what is written
 * here and in the {@link Columns}. Each condition is true or false, never null, so that NOT means
 * not.
 */
public final class SelectorSql {
  private final Columns columns;
  private final SqlArguments arguments;

  private SelectorSql(Columns columns, SqlArguments arguments) {
    this.columns = columns;
    this.arguments = arguments;
  }

  /**
   * Compiles a selector.
   *
   * @param arguments gets the values
   */
  public static String of(Selector selector, Columns columns, SqlArguments arguments) {
    return new SelectorSql(columns, arguments).condition(selector);
  }

  private String condition(Selector selector) {
    return switch (selector) {
      case Selector.All all -> "TRUE";
      case Selector.Has has -> columns.has(has.key(), arguments);
      case Selector.In in -> in(in);
      case Selector.Like like -> like(like);
      case Selector.Not not -> "NOT " + condition(not.inner());
      case Selector.And and -> joined(and.parts(), " AND ");
      case Selector.Or or -> joined(or.parts(), " OR ");
    };
  }

  private String joined(List<Selector> parts, String by) {
    return parts.stream().map(this::condition).collect(Collectors.joining(by, "(", ")"));
  }

  private String in(Selector.In in) {
    if (in.values().size() == 1) {
      return columns.equal(in.key(), in.values().getFirst(), arguments);
    }
    String value = columns.value(in.key(), arguments);
    String values = arguments.add(in.values().toArray(String[]::new), "text[]");
    return "COALESCE(" + value + " = ANY(" + values + "), FALSE)";
  }

  private String like(Selector.Like like) {
    String value = columns.value(like.key(), arguments);
    String pattern = arguments.text(sqlPattern(like.pattern()));
    return "COALESCE(" + value + " LIKE " + pattern + ", FALSE)";
  }

  /** LIKE's own escape is the backslash too. */
  private static String sqlPattern(String pattern) {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      switch (c) {
        case '*' -> sql.append('%');
        case '?' -> sql.append('_');
        case '%', '_' -> sql.append('\\').append(c);
        case '\\' -> {
          boolean last = ++i == pattern.length();
          sql.append('\\').append(last ? '\\' : pattern.charAt(i));
        }
        default -> sql.append(c);
      }
    }
    return sql.toString();
  }
}
