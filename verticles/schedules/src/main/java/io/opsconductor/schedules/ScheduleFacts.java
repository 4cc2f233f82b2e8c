package io.opsconductor.schedules;

import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.platform.outbox.Change;
import java.util.HashMap;
import java.util.Map;

/**
 * What events tell of a schedule. Values of parameters are told by their digests: people write
 * passwords into them. The schedule itself has them, for those who may read it.
 */
final class ScheduleFacts {
  private ScheduleFacts() {}

  static Map<String, Object> of(ScheduleRow row) {
    ScheduleInput schedule = row.definition();
    Map<String, Object> facts = new HashMap<>();
    facts.put("version", row.version());
    facts.put("name", schedule.name());
    facts.put("description", schedule.description());
    facts.put("jobId", schedule.jobId());
    facts.put("spec", schedule.spec());
    facts.put("dst", schedule.dst());
    facts.put("misfire", schedule.misfire());
    facts.put("overlap", schedule.overlap());
    facts.put("calendars", schedule.calendars());
    facts.put("jitter", schedule.jitter() == null ? null : schedule.jitter().toString());
    facts.put("startAt", schedule.startAt());
    facts.put("endAt", schedule.endAt());
    facts.put("maxRuns", schedule.maxRuns());
    facts.put("parameters", digests(schedule));
    facts.put("targets", schedule.targets());
    facts.put("runsAs", row.identity().name());
    facts.put("enabled", schedule.enabled());
    return facts;
  }

  private static Map<String, Object> digests(ScheduleInput schedule) {
    Map<String, Object> digests = new HashMap<>();
    schedule
        .parameters()
        .forEach((name, value) -> digests.put(name, Change.digest(Wire.encodeString(value))));
    return digests;
  }
}
