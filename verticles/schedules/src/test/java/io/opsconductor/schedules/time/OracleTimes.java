package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.DstSpec;
import io.opsconductor.contracts.schedules.GapPolicy;
import io.opsconductor.contracts.schedules.ScheduleSpec;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Intervals and single times, looked for at each step of a walk. */
final class OracleTimes {
  private OracleTimes() {}

  /** The walk goes through all seconds between its steps, too. */
  record Interval(ScheduleSpec.Interval spec) implements OracleSpec {
    @Override
    public Optional<SortedSet<Long>> due(OracleWalk walk, DstSpec dst) {
      SortedSet<Long> due = new TreeSet<>();
      long every = spec.every().toSeconds();
      for (long at = walk.from; at < walk.to; at++) {
        if ((at - spec.anchor().getEpochSecond()) % every == 0) {
          due.add(at);
        }
      }
      return Optional.of(due);
    }
  }

  /** A clock time within the walk. */
  record Once(LocalDateTime local, String zone) implements OracleSpec {
    @Override
    public ScheduleSpec spec() {
      return new ScheduleSpec.Once(local.toString(), zone);
    }

    @Override
    public Optional<SortedSet<Long>> due(OracleWalk walk, DstSpec dst) {
      SortedSet<Long> due = new TreeSet<>(walk.instantsOf(local));
      for (OracleWalk.Jump jump : walk.jumps) {
        if (jump.missing().contains(local)) {
          if (dst.gap() == GapPolicy.SKIP) {
            return Optional.empty();
          }
          due.add(jump.at());
        }
      }
      long one =
          switch (dst.overlap()) {
            case FIRST, BOTH -> due.first();
            case SECOND -> due.last();
          };
      return Optional.of(new TreeSet<>(due.subSet(one, one + 1)).subSet(walk.from, walk.to));
    }
  }
}
