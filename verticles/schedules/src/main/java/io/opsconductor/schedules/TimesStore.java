package io.opsconductor.schedules;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/** Instants as the database takes and gives them. */
final class TimesStore {
  private TimesStore() {}

  /** Null of null. */
  static OffsetDateTime timestamp(Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  /** Null of null. */
  static Instant instant(Row row, String column) {
    OffsetDateTime at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }

  static <T> OffsetDateTime[] timestamps(List<T> of, Function<T, Instant> at) {
    return of.stream().map(at).map(TimesStore::timestamp).toArray(OffsetDateTime[]::new);
  }
}
