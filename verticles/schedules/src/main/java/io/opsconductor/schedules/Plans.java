package io.opsconductor.schedules;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.platform.database.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schedules that were read before, by their version. What a calendar says is part of it: a change
 * of a calendar counts up the version of every schedule that follows it.
 */
final class Plans {
  private static final Logger LOG = LoggerFactory.getLogger(Plans.class);
  private static final int MOST = 50_000;

  private final ScheduleStore store;
  private final Cache<Key, Plan> kept = Caffeine.newBuilder().maximumSize(MOST).build();

  Plans(ScheduleStore store) {
    this.store = store;
  }

  private record Key(UUID id, int version) {}

  /** Of schedules that are locked, by their ids; of those that can be read. */
  Map<UUID, Plan> of(Sql sql, List<Standing> standings) {
    Map<UUID, Plan> plans = new HashMap<>();
    List<UUID> unknown = new ArrayList<>();
    for (Standing standing : standings) {
      Plan known = kept.getIfPresent(new Key(standing.id(), standing.version()));
      if (known == null) {
        unknown.add(standing.id());
      } else {
        plans.put(standing.id(), known);
      }
    }
    for (ScheduleRow row : store.byIds(sql, unknown)) {
      read(row)
          .ifPresent(
              plan -> {
                kept.put(new Key(row.id(), row.version()), plan);
                plans.put(row.id(), plan);
              });
    }
    return plans;
  }

  private static Optional<Plan> read(ScheduleRow row) {
    try {
      return Optional.of(row.plan());
    } catch (OpsException e) {
      LOG.atError()
          .addKeyValue("scheduleId", row.id())
          .log("A stored schedule cannot be read any more: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
