package io.opsconductor.platform.selector;

import java.util.Map;

/**
 * Columns of things that have a name, an id and perhaps more, but no tags.
 *
 * @param byKey SQL of type text, by the key as it is written in selectors
 */
public record NamedColumns(Map<String, String> byKey) implements Columns {
  public NamedColumns {
    byKey = Map.copyOf(byKey);
  }

  @Override
  public String value(Selector.Key key, SqlArguments arguments) {
    String column = byKey.get(key.text());
    if (column == null) {
      throw new SelectorError("no key " + key.text(), 1);
    }
    return column;
  }
}
