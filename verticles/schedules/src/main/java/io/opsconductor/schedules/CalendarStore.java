package io.opsconductor.schedules;

import static io.opsconductor.schedules.TimesStore.instant;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.schedules.CalendarInput;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Calendars in the database. */
final class CalendarStore {
  void insert(Tx tx, UUID organizationId, UUID id, CalendarInput calendar, String by) {
    tx.execute(
        CalendarSql.INSERT, id, organizationId, calendar.name(), Wire.encodeString(calendar), by);
  }

  void replace(Tx tx, UUID organizationId, UUID id, CalendarInput calendar, String by) {
    tx.execute(
        CalendarSql.REPLACE, organizationId, id, calendar.name(), Wire.encodeString(calendar), by);
  }

  void delete(Tx tx, UUID organizationId, UUID id) {
    tx.execute(CalendarSql.DELETE, organizationId, id);
  }

  Optional<CalendarRow> find(Sql sql, UUID organizationId, UUID id) {
    return sql.one(CalendarSql.FIND, CalendarStore::row, organizationId, id);
  }

  Optional<CalendarRow> lock(Tx tx, UUID organizationId, UUID id) {
    tx.run(CalendarSql.LOCK, organizationId, id);
    return find(tx, organizationId, id);
  }

  /** By name. */
  List<CalendarRow> list(Sql sql, UUID organizationId, String name, String after, int limit) {
    return sql.list(CalendarSql.LIST, CalendarStore::row, organizationId, name, after, limit);
  }

  /** Those of these names; of a name that there is not, none. */
  List<CalendarInput> named(Sql sql, UUID organizationId, List<String> names) {
    return names.isEmpty()
        ? List.of()
        : sql.list(
            CalendarSql.NAMED,
            row -> Wire.decode(row.getString("definition"), CalendarInput.class),
            organizationId,
            names.toArray(String[]::new));
  }

  /** Names that no calendar has. */
  List<String> missing(Sql sql, UUID organizationId, List<String> names) {
    return names.isEmpty()
        ? List.of()
        : sql.list(
            CalendarSql.MISSING,
            row -> row.getString(0),
            organizationId,
            names.toArray(String[]::new));
  }

  /**
   * Has these calendars stay what they are until the transaction ends.
   *
   * @return names that no calendar has
   */
  List<String> lock(Tx tx, UUID organizationId, List<String> names) {
    if (names.isEmpty()) {
      return List.of();
    }
    tx.run(CalendarSql.LOCK_NAMED, organizationId, names.toArray(String[]::new));
    return missing(tx, organizationId, names);
  }

  /**
   * Locks the schedules that follow it: nobody decides about them until the transaction ends.
   *
   * @return those of which something is due
   */
  List<UUID> lockFollowers(Tx tx, UUID id) {
    List<UUID> overdue = new ArrayList<>();
    for (Row row : tx.run(CalendarSql.LOCK_FOLLOWERS, id)) {
      if (Boolean.TRUE.equals(row.getBoolean("overdue"))) {
        overdue.add(row.getUUID("id"));
      }
    }
    return overdue;
  }

  /** Has its followers, which are locked, go by what it says from now on. */
  void tellFollowers(Tx tx, UUID id, String formerName, String name) {
    tx.execute(CalendarSql.TELL_FOLLOWERS, id, formerName, name);
  }

  /** {@code unknown_calendar}. */
  static OpsException unknown(List<String> names) {
    String detail = "There is no calendar " + String.join(", ", names);
    return new OpsException(
        ErrorCode.UNKNOWN_CALENDAR, detail, List.of(new FieldError("/calendars", detail)));
  }

  private static CalendarRow row(Row row) {
    String[] usedBy = row.getArrayOfStrings("used_by");
    return new CalendarRow(
        row.getUUID("id"),
        row.getInteger("version"),
        row.getString("sort_key"),
        Wire.decode(row.getString("definition"), CalendarInput.class),
        usedBy == null ? List.of() : List.of(usedBy),
        instant(row, "created_at"),
        instant(row, "updated_at"),
        row.getString("updated_by"));
  }
}
