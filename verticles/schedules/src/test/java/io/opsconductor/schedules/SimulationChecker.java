package io.opsconductor.schedules;

import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.executions.OverlapPolicy;
import io.opsconductor.contracts.schedules.FireReason;
import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.schedules.time.FireTimes;
import io.opsconductor.schedules.time.Windows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Compares what is on record after a simulation with what must be there: from what schedules were,
 * and from when on, it computes every due time by itself.
 */
final class SimulationChecker {
  /** A row of the record. */
  record Row(
      UUID scheduleId,
      Instant dueAt,
      Instant fireAt,
      FireState state,
      FireReason reason,
      String detail,
      Instant decidedAt,
      Instant deadline,
      UUID executionId) {
    boolean ran() {
      return state == FireState.FIRED || state == FireState.LATE;
    }

    /** Whether a pause that began after it was due found it waiting still. */
    boolean wasWithdrawnByPause() {
      return reason == FireReason.PAUSED
          && detail.equals("the schedule was paused before it began");
    }

    /** Whether it was given out to run, as far as its end tells. */
    boolean wasGivenOut() {
      return ran()
          || state == FireState.FAILED
          || reason == FireReason.OVERLAP
          || reason == FireReason.SUPERSEDED
          || reason == FireReason.DISABLED
          || wasWithdrawnByPause()
          || (reason == FireReason.DEADLINE && detail.startsWith("it could not be started"));
    }
  }

  private static final int MOST_TOLD = 20;

  private final Simulation simulation;
  private final Map<UUID, TreeMap<Instant, Row>> rows = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private int count;

  SimulationChecker(Simulation simulation) {
    this.simulation = simulation;
  }

  /** How many rows there are. */
  int rows() {
    return count;
  }

  /** What is wrong, at most the first of it. */
  List<String> check() {
    simulation.database.list(
        "SELECT * FROM fires",
        row -> {
          Row read =
              new Row(
                  row.getObject("schedule_id", UUID.class),
                  SimulatedHistory.instant(row, "due_at"),
                  SimulatedHistory.instant(row, "fire_at"),
                  WireNamed.of(FireState.class, row.getString("state")),
                  WireNamed.of(FireReason.class, row.getString("reason")),
                  row.getString("detail"),
                  SimulatedHistory.instant(row, "decided_at"),
                  SimulatedHistory.instant(row, "deadline_at"),
                  row.getObject("execution_id", UUID.class));
          rows.computeIfAbsent(read.scheduleId(), id -> new TreeMap<>()).put(read.dueAt(), read);
          count++;
          return null;
        });
    simulation.history.epochs.forEach(this::checkDueTimes);
    checkExecutions();
    checkOverlaps();
    checkCounters();
    return violations.size() > MOST_TOLD ? violations.subList(0, MOST_TOLD) : violations;
  }

  int violations() {
    return violations.size();
  }

  private void wrong(UUID scheduleId, Instant dueAt, String what) {
    Map.Entry<Instant, Integer> step = dueAt == null ? null : simulation.steps.ceilingEntry(dueAt);
    SimulatedHistory.Epoch epoch = simulation.history.last(scheduleId);
    violations.add(
        "schedule %s (%s) due %s: %s; seed %d, step %s on"
            .formatted(
                epoch.definition().name(),
                scheduleId,
                dueAt,
                what,
                simulation.seed,
                step == null ? "?" : step.getValue()));
  }

  private void checkDueTimes(UUID id, List<SimulatedHistory.Epoch> epochs) {
    TreeMap<Instant, Row> there = rows.getOrDefault(id, new TreeMap<>());
    Set<Instant> expected = new HashSet<>();
    for (int i = 0; i + 1 < epochs.size(); i++) {
      SimulatedHistory.Epoch epoch = epochs.get(i);
      Instant to = epochs.get(i + 1).from();
      if (epoch.active()) {
        Windows windows = Windows.of(epoch.calendars());
        for (Instant due : due(epoch, to)) {
          expected.add(due);
          Row row = there.get(due);
          if (row == null) {
            absent(id, epoch, due, to, there);
          } else if (!row.fireAt().isAfter(to) && !isCaughtUp(row)) {
            checkRow(row, epoch, windows);
          }
        }
      }
    }
    for (Instant due : there.keySet()) {
      if (!expected.contains(due)) {
        wrong(id, due, "has a row, and was not due: " + there.get(due));
      }
    }
  }

  /** After the beginning of an epoch, up to its end. */
  private static List<Instant> due(SimulatedHistory.Epoch epoch, Instant to) {
    ScheduleInput schedule = epoch.definition();
    FireTimes times = FireTimes.of(schedule.spec(), schedule.dst(), epoch.anchor());
    List<Instant> all = new ArrayList<>();
    Instant start = schedule.startAt();
    Optional<Instant> due =
        start != null && start.isAfter(epoch.from())
            ? times.firstFrom(start)
            : times.next(epoch.from());
    while (due.isPresent()
        && !due.get().isAfter(to)
        && (schedule.endAt() == null || due.get().isBefore(schedule.endAt()))) {
      all.add(due.get());
      due = times.next(due.get());
    }
    return all;
  }

  /** Of what has run as often as it may, nothing more is due. */
  private void absent(
      UUID id,
      SimulatedHistory.Epoch epoch,
      Instant due,
      Instant to,
      NavigableMap<Instant, Row> there) {
    Integer most = epoch.definition().maxRuns();
    long given =
        there.headMap(due).values().stream()
            .filter(row -> row.ran() || (row.wasGivenOut() && !row.decidedAt().isBefore(due)))
            .count();
    if (most == null || given < most) {
      wrong(
          id,
          due,
          "has no row (version %d, %s to %s)".formatted(epoch.version(), epoch.from(), to));
    }
  }

  private boolean isCaughtUp(Row row) {
    return simulation.caughtUp.containsKey(new Runs.Key(row.scheduleId(), row.dueAt()));
  }

  private void checkRow(Row row, SimulatedHistory.Epoch epoch, Windows windows) {
    boolean paused = epoch.isPausedAt(row.dueAt()) || isWithdrawnByPause(row);
    boolean kept = windows.keepsFrom(row.dueAt()).isPresent();
    boolean saysPaused = row.reason() == FireReason.PAUSED;
    boolean saysKept =
        row.reason() == FireReason.BLACKOUT || row.reason() == FireReason.OUTSIDE_WINDOW;
    if (saysPaused != paused || saysKept != (kept && !paused)) {
      wrong(
          row.scheduleId(),
          row.dueAt(),
          "paused: %s, kept by a calendar: %s, and it is %s".formatted(paused, kept, row));
    }
    if (row.state() == FireState.STARTING) {
      wrong(row.scheduleId(), row.dueAt(), "is starting still");
    }
    Instant deadline = row.fireAt().plus(epoch.definition().misfire().deadline());
    // A schedule that is switched off cuts it short.
    if (row.deadline().isAfter(deadline)) {
      wrong(row.scheduleId(), row.dueAt(), "has the deadline of another version: " + row);
    }
  }

  /** Whether somebody paused the schedule just when it was given up for that. */
  private boolean isWithdrawnByPause(Row row) {
    return row.wasWithdrawnByPause()
        && simulation.history.epochs.get(row.scheduleId()).stream()
            .anyMatch(epoch -> row.decidedAt().equals(epoch.pausedAt()));
  }

  private void checkExecutions() {
    Set<UUID> ids = new HashSet<>();
    rows.values()
        .forEach(
            all ->
                all.values().stream()
                    .filter(Row::ran)
                    .forEach(
                        row -> {
                          SimulatedRuns.Run run =
                              simulation.runs.made.get(new Runs.Key(row.scheduleId(), row.dueAt()));
                          if (run == null || !run.id.equals(row.executionId())) {
                            wrong(row.scheduleId(), row.dueAt(), "is not its execution: " + row);
                          } else if (!ids.add(run.id)) {
                            wrong(row.scheduleId(), row.dueAt(), "shares an execution: " + row);
                          }
                        }));
    simulation.runs.made.forEach(this::checkRun);
  }

  private void checkRun(Runs.Key key, SimulatedRuns.Run run) {
    Row row = rows.getOrDefault(key.scheduleId(), new TreeMap<>()).get(key.dueAt());
    if (row == null || !row.ran()) {
      wrong(key.scheduleId(), key.dueAt(), "ran at %s, and is %s".formatted(run.madeAt, row));
      return;
    }
    Instant latest = run.late ? row.deadline().plus(SimulatedRuns.LATEST) : row.deadline();
    latest = isCutShort(row) ? latest.plus(Starting.LEASE) : latest;
    if (run.madeAt.isAfter(latest)) {
      wrong(
          key.scheduleId(),
          key.dueAt(),
          "began %s, after its deadline: %s".formatted(run.madeAt, row));
    }
  }

  /** Whether somebody switched the schedule off or paused it while a node had this in hand. */
  private boolean isCutShort(Row row) {
    return simulation.history.epochs.get(row.scheduleId()).stream()
        .anyMatch(epoch -> epoch.from().equals(row.deadline()));
  }

  private void checkOverlaps() {
    Map<UUID, List<Map.Entry<Runs.Key, SimulatedRuns.Run>>> bySchedule = new HashMap<>();
    simulation
        .runs
        .made
        .entrySet()
        .forEach(
            made ->
                bySchedule
                    .computeIfAbsent(made.getKey().scheduleId(), id -> new ArrayList<>())
                    .add(made));
    for (List<Map.Entry<Runs.Key, SimulatedRuns.Run>> all : bySchedule.values()) {
      all.sort(Comparator.comparing(made -> made.getValue().madeAt));
      Instant busyUntil = Instant.MIN;
      for (Map.Entry<Runs.Key, SimulatedRuns.Run> made : all) {
        SimulatedRuns.Run run = made.getValue();
        if (run.overlap != OverlapPolicy.ALLOW && run.madeAt.isBefore(busyUntil)) {
          wrong(made.getKey().scheduleId(), made.getKey().dueAt(), "ran beside an earlier one");
        }
        busyUntil = busyUntil.isAfter(run.endsAt) ? busyUntil : run.endsAt;
      }
    }
  }

  private void checkCounters() {
    simulation.database.list(
        "SELECT id, fired, late, skipped, missed, failed, definition ->> 'maxRuns' AS most"
            + " FROM schedules",
        row -> {
          UUID id = row.getObject("id", UUID.class);
          for (FireState state : FireState.values()) {
            if (state != FireState.STARTING
                && row.getLong(state.wireName()) != counted(id, state)) {
              wrong(
                  id,
                  null,
                  "counted %d %s, there are %d"
                      .formatted(row.getLong(state.wireName()), state, counted(id, state)));
            }
          }
          return null;
        });
  }

  private long counted(UUID id, FireState state) {
    return rows.getOrDefault(id, new TreeMap<>()).values().stream()
        .filter(row -> row.state() == state)
        .count();
  }
}
