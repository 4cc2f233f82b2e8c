package io.opsconductor.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A selector as a condition in SQL. Every value is an argument; the text holds only what is written
 * here. Each condition is true or false, never null, so that NOT means not.
 *
 * @param condition on a row of {@code targets}
 * @param arguments in the order of their numbers
 */
record SelectorSql(String condition, List<Object> arguments) {
  SelectorSql {
    arguments = List.copyOf(arguments);
  }

  /**
   * Compiles a selector.
   *
   * @param firstArgument number of the first {@code $n} that is free
   */
  static SelectorSql of(Selector selector, int firstArgument) {
    Compiler compiler = new Compiler(firstArgument);
    return new SelectorSql(compiler.condition(selector), compiler.arguments);
  }

  private static final class Compiler {
    private final int firstArgument;
    private final List<Object> arguments = new ArrayList<>();

    Compiler(int firstArgument) {
      this.firstArgument = firstArgument;
    }

    String condition(Selector selector) {
      return switch (selector) {
        case Selector.All all -> "TRUE";
        case Selector.Has has -> has(has.key());
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

    private String has(Selector.Key key) {
      return switch (key) {
        case Selector.Key.Own own -> "TRUE";
        case Selector.Key.Tag tag -> "(tags ? " + text(tag.name()) + ")";
      };
    }

    /** Containment can use the index on tags. */
    private String in(Selector.In in) {
      if (in.key() instanceof Selector.Key.Tag tag && in.values().size() == 1) {
        String name = text(tag.name());
        return "(tags @> jsonb_build_object(" + name + ", " + text(in.values().getFirst()) + "))";
      }
      String value = value(in.key());
      String values = argument(in.values().toArray(String[]::new), "text[]");
      return "COALESCE(" + value + " = ANY(" + values + "), FALSE)";
    }

    private String like(Selector.Like like) {
      String value = value(like.key());
      return "COALESCE(" + value + " LIKE " + text(sqlPattern(like.pattern())) + ", FALSE)";
    }

    private String value(Selector.Key key) {
      return switch (key) {
        case Selector.Key.Own own -> column(own.property());
        case Selector.Key.Tag tag -> "(tags ->> " + text(tag.name()) + ")";
      };
    }

    private static String column(Selector.Property property) {
      return switch (property) {
        case NAME -> "name";
        case HOST -> "host";
        case ID -> "id::text";
        case PORT -> "port::text";
      };
    }

    private String text(String value) {
      return argument(value, "text");
    }

    private String argument(Object value, String type) {
      arguments.add(value);
      return "$" + (firstArgument + arguments.size() - 1) + "::" + type;
    }
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
