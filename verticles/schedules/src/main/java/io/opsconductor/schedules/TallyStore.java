package io.opsconductor.schedules;

import io.opsconductor.platform.database.Tx;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToIntFunction;

/** The counts of schedules, and how they do. */
final class TallyStore {
  /** Locks the schedules, deleted ones too. */
  Map<UUID, Tally> lock(Tx tx, Collection<UUID> ids) {
    Map<UUID, Tally> tallies = new LinkedHashMap<>();
    tx.list(ScheduleSql.LOCK_ALL, TallyStore::tally, (Object) ids.toArray(UUID[]::new))
        .forEach(tally -> tallies.put(tally.id, tally));
    return tallies;
  }

  void add(Tx tx, Collection<Tally> all) {
    List<Tally> tallies = List.copyOf(all);
    tx.execute(
        ScheduleSql.COUNT_ENDS,
        tallies.stream().map(tally -> tally.id).toArray(UUID[]::new),
        counts(tallies, tally -> tally.fired),
        counts(tallies, tally -> tally.late),
        counts(tallies, tally -> tally.skipped),
        counts(tallies, tally -> tally.missed),
        counts(tallies, tally -> tally.failed),
        counts(tallies, tally -> tally.succeeded),
        counts(tallies, tally -> tally.unsuccessful),
        tallies.stream().map(tally -> tally.condition).toArray(String[]::new),
        tallies.stream().map(tally -> tally.problem).toArray(String[]::new));
  }

  private static Integer[] counts(List<Tally> tallies, ToIntFunction<Tally> count) {
    return tallies.stream().map(count::applyAsInt).toArray(Integer[]::new);
  }

  private static Tally tally(Row row) {
    return new Tally(
        row.getUUID("id"),
        row.getUUID("organization_id"),
        row.getString("name"),
        row.getString("condition"),
        row.getString("problem"));
  }
}
