package io.opsconductor.schedules;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.jobs.GetJob;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.targets.ResolveTargets;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.targets.TargetRef;
import io.opsconductor.contracts.targets.TargetSelection;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which targets a schedule would touch now, as far as the caller may see them. */
final class ScheduleTargets {
  private final BusClient bus;
  private final Call call;
  private final Map<UUID, Optional<TargetSelection>> ofJobs = new HashMap<>();
  private final Map<TargetSelection, Map<UUID, String>> resolved = new HashMap<>();

  ScheduleTargets(BusClient bus, Call call) {
    this.bus = bus;
    this.call = call;
  }

  /** Names by id; empty when it cannot be told. */
  Map<UUID, String> of(ScheduleRow schedule) {
    TargetSelection own = schedule.definition().targets();
    return Optional.ofNullable(own)
        .or(() -> ofJobs.computeIfAbsent(schedule.definition().jobId(), this::ofJob))
        .map(selection -> resolved.computeIfAbsent(selection, this::resolve))
        .orElse(Map.of());
  }

  private Optional<TargetSelection> ofJob(UUID jobId) {
    try {
      return Optional.of(bus.call(JobOperations.GET, new GetJob(jobId, null), call).targets());
    } catch (OpsException e) {
      return Optional.empty();
    }
  }

  private Map<UUID, String> resolve(TargetSelection selection) {
    try {
      Map<UUID, String> names = new HashMap<>();
      for (TargetRef target :
          bus.call(TargetOperations.RESOLVE, new ResolveTargets(selection), call).targets()) {
        names.put(target.id(), target.name());
      }
      return names;
    } catch (OpsException e) {
      return Map.of();
    }
  }
}
