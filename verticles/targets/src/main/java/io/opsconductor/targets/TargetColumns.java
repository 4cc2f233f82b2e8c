package io.opsconductor.targets;

import io.opsconductor.platform.selector.Columns;
import io.opsconductor.platform.selector.Selector;
import io.opsconductor.platform.selector.SqlArguments;

/** Where the keys of selectors stand in a row of {@code targets}. */
final class TargetColumns implements Columns {
  static final TargetColumns INSTANCE = new TargetColumns();

  private TargetColumns() {}

  @Override
  public String has(Selector.Key key, SqlArguments arguments) {
    return switch (key) {
      case Selector.Key.Own own -> "TRUE";
      case Selector.Key.Tag tag -> "(tags ? " + arguments.text(tag.name()) + ")";
    };
  }

  /** Containment can use the index on tags. */
  @Override
  public String equal(Selector.Key key, String value, SqlArguments arguments) {
    return switch (key) {
      case Selector.Key.Own own -> Columns.super.equal(key, value, arguments);
      case Selector.Key.Tag tag ->
          "(tags @> jsonb_build_object(%s, %s))"
              .formatted(arguments.text(tag.name()), arguments.text(value));
    };
  }

  @Override
  public String value(Selector.Key key, SqlArguments arguments) {
    return switch (key) {
      case Selector.Key.Own own -> column(own.property());
      case Selector.Key.Tag tag -> "(tags ->> " + arguments.text(tag.name()) + ")";
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
}
