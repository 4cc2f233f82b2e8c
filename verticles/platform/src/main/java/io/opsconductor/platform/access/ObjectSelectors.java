package io.opsconductor.platform.access;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.selector.Columns;
import io.opsconductor.platform.selector.NamedColumns;
import io.opsconductor.platform.selector.Selector;
import io.opsconductor.platform.selector.SelectorError;
import io.opsconductor.platform.selector.SelectorSql;
import io.opsconductor.platform.selector.Selectors;
import io.opsconductor.platform.selector.SqlArguments;
import java.util.List;
import java.util.Map;

/** The selectors of grants: one grammar, with the keys that each type of object has. */
public final class ObjectSelectors {
  private static final Columns JOB = new NamedColumns(Map.of("name", "", "id", "", "folder", ""));
  private static final Columns CREDENTIAL = new NamedColumns(Map.of("name", "", "id", ""));
  private static final Columns SCHEDULE =
      new NamedColumns(Map.of("name", "", "id", "", "zone", "", "job", ""));

  private ObjectSelectors() {}

  /**
   * Refuses a selector that does not parse, or asks for what such objects do not have.
   *
   * @throws OpsException {@code bad_selector}
   */
  public static void check(GrantObject object) {
    check(object, "/object/selector");
  }

  /**
   * The same for one that was given elsewhere.
   *
   * @param pointer where, such as {@code /scopes/0/object/selector}
   */
  public static void check(GrantObject object, String pointer) {
    if (object.selector() == null) {
      return;
    }
    Selector selector = Selectors.parse(object.selector(), pointer);
    try {
      switch (object.type()) {
        case TARGET -> {}
        case JOB -> SelectorSql.of(selector, JOB, new SqlArguments(1));
        case CREDENTIAL -> SelectorSql.of(selector, CREDENTIAL, new SqlArguments(1));
        case EXECUTION -> throw new SelectorError("no selectors for executions", 1);
        case SCHEDULE -> SelectorSql.of(selector, SCHEDULE, new SqlArguments(1));
      }
    } catch (SelectorError e) {
      String detail =
          "A selector of a %s cannot ask for that: %s; there are %s"
              .formatted(object.type().wireName(), e.getMessage(), keys(object.type()));
      throw new OpsException(
          ErrorCode.BAD_SELECTOR, detail, List.of(new FieldError(pointer, detail)));
    }
  }

  private static String keys(ObjectType type) {
    return switch (type) {
      case TARGET -> "tags, name, host, port and id";
      case JOB -> "name, folder and id";
      case CREDENTIAL -> "name and id";
      case EXECUTION -> "none";
      case SCHEDULE -> "name, id, zone and job (its id)";
    };
  }
}
