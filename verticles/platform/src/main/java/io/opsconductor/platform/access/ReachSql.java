package io.opsconductor.platform.access;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.selector.Columns;
import io.opsconductor.platform.selector.Selector;
import io.opsconductor.platform.selector.SelectorError;
import io.opsconductor.platform.selector.SelectorSql;
import io.opsconductor.platform.selector.Selectors;
import io.opsconductor.platform.selector.SqlArguments;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A reach as a condition in SQL, so that lists are cut and single objects are judged by the same
 * text. A selector that cannot be read any more allows nothing and denies everything.
 */
public final class ReachSql {
  private static final Selector.Key ID = new Selector.Key.Own(Selector.Property.ID);

  private final Map<ObjectType, Columns> columns;
  private final SqlArguments arguments;

  private ReachSql(Map<ObjectType, Columns> columns, SqlArguments arguments) {
    this.columns = columns;
    this.arguments = arguments;
  }

  /**
   * That a row is within the reach.
   *
   * @param columns of the rows, for each type of object that a reach may name
   * @param arguments gets the values
   * @param besides what is allowed in any case unless it is denied; {@code FALSE} for nothing
   */
  public static String of(
      Reach reach, Map<ObjectType, Columns> columns, SqlArguments arguments, String besides) {
    ReachSql sql = new ReachSql(columns, arguments);
    return reach.parts().stream()
        .map(part -> sql.condition(part, besides))
        .collect(Collectors.joining(" AND ", "(", ")"));
  }

  private String condition(Reach.Part part, String besides) {
    String more = part.besides() ? besides : "FALSE";
    String allowed = part.everywhere() ? "TRUE" : any(part.allowed(), "FALSE", more);
    return allowed + " AND NOT " + any(part.denied(), "TRUE", "FALSE");
  }

  private String any(List<GrantObject> objects, String unreadable, String besides) {
    return objects.stream()
        .map(object -> condition(object, unreadable))
        .collect(Collectors.joining("", "(" + besides, ")"));
  }

  private String condition(GrantObject object, String unreadable) {
    Columns of = columns.get(object.type());
    if (of == null) {
      return " OR " + unreadable;
    }
    if (object.id() != null) {
      return " OR " + of.equal(ID, object.id().toString(), arguments);
    }
    try {
      Selector selector = Selectors.parse(object.selector(), "/selector");
      // First on trial: one that fails half-way would leave arguments that nothing names.
      SelectorSql.of(selector, of, new SqlArguments(1));
      return " OR " + SelectorSql.of(selector, of, arguments);
    } catch (OpsException | SelectorError e) {
      return " OR " + unreadable;
    }
  }
}
