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
  /** That are kept, of all selections together. */
  private static final int MOST_TARGETS = 200_000;

  private static final Touched NOTHING = new Touched(Map.of());

  private final BusClient bus;
  private final Call call;
  private final Map<UUID, Optional<TargetSelection>> ofJobs = new HashMap<>();
  private final Map<TargetSelection, Touched> resolved = new HashMap<>();
  private int kept;
  private boolean complete = true;

  ScheduleTargets(BusClient bus, Call call) {
    this.bus = bus;
    this.call = call;
  }

  /** What a selection stands for; one object for each selection, told apart by identity. */
  static final class Touched {
    private final Map<UUID, String> names;

    Touched(Map<UUID, String> names) {
      this.names = names;
    }

    /** By id. */
    Map<UUID, String> names() {
      return names;
    }
  }

  /** Empty when it cannot be told. */
  Touched of(ScheduleRow schedule) {
    TargetSelection own = schedule.definition().targets();
    return Optional.ofNullable(own)
        .or(() -> ofJobs.computeIfAbsent(schedule.definition().jobId(), this::ofJob))
        .map(selection -> resolved.computeIfAbsent(selection, this::resolve))
        .orElse(NOTHING);
  }

  /** Whether nobody failed to answer, and there was room for all. */
  boolean isComplete() {
    return complete;
  }

  private Optional<TargetSelection> ofJob(UUID jobId) {
    try {
      return Optional.of(bus.call(JobOperations.GET, new GetJob(jobId, null), call).targets());
    } catch (OpsException e) {
      complete &= !e.retryable();
      return Optional.empty();
    }
  }

  private Touched resolve(TargetSelection selection) {
    if (kept >= MOST_TARGETS) {
      complete = false;
      return NOTHING;
    }
    try {
      Map<UUID, String> names = new HashMap<>();
      for (TargetRef target :
          bus.call(TargetOperations.RESOLVE, new ResolveTargets(selection), call).targets()) {
        names.put(target.id(), target.name());
      }
      kept += names.size();
      return new Touched(names);
    } catch (OpsException e) {
      complete &= !e.retryable();
      return NOTHING;
    }
  }
}
