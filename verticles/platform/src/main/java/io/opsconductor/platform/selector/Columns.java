package io.opsconductor.platform.selector;

/** How the keys of selectors are found in a table. */
public interface Columns {
  /**
   * The value of a key as SQL of type text, null for a row that lacks it.
   *
   * @throws SelectorError when these things have no such key
   */
  String value(Selector.Key key, SqlArguments arguments);

  /** That a row has the key, never null. */
  default String has(Selector.Key key, SqlArguments arguments) {
    return "(" + value(key, arguments) + " IS NOT NULL)";
  }

  /** That the key has this one value, never null. */
  default String equal(Selector.Key key, String value, SqlArguments arguments) {
    return "COALESCE(" + value(key, arguments) + " = " + arguments.text(value) + ", FALSE)";
  }
}
