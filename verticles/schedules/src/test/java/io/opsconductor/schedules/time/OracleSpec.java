package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.DstSpec;
import io.opsconductor.contracts.schedules.FoldPolicy;
import io.opsconductor.contracts.schedules.GapPolicy;
import io.opsconductor.contracts.schedules.ScheduleSpec;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A specification as the oracle understands it, which it says as its own way of asking. */
interface OracleSpec {

  /** The same for the engine. */
  ScheduleSpec spec();

  /** When it is due in a walk, in seconds; empty when it is to be refused. */
  Optional<SortedSet<Long>> due(OracleWalk walk, DstSpec dst);

  /** One that looks at a clock. */
  interface ByTheClock extends OracleSpec {
    boolean matches(LocalDateTime local);

    default boolean everyHour() {
      return false;
    }

    default boolean everySoManyMinutes() {
      return false;
    }

    @Override
    default Optional<SortedSet<Long>> due(OracleWalk walk, DstSpec dst) {
      SortedSet<Long> due = new TreeSet<>();
      boolean realTime = everyHour();
      boolean throughBoth = realTime || everySoManyMinutes();
      for (int i = 0; i < walk.instants.size(); i++) {
        if (matches(walk.clock.get(i)) && (throughBoth || passes(walk, i, dst.overlap()))) {
          due.add(walk.instants.get(i));
        }
      }
      for (OracleWalk.Jump jump : walk.jumps) {
        if (!realTime) {
          makeUp(jump, dst.gap(), due);
        }
      }
      return Optional.of(due.subSet(walk.from, walk.to));
    }

    private boolean passes(OracleWalk walk, int i, FoldPolicy overlap) {
      List<Long> shows = walk.instantsOf(walk.clock.get(i));
      if (shows.size() == 1) {
        return true;
      }
      return switch (overlap) {
        case FIRST -> walk.instants.get(i).equals(shows.getFirst());
        case SECOND -> walk.instants.get(i).equals(shows.getLast());
        case BOTH -> true;
      };
    }

    private void makeUp(OracleWalk.Jump jump, GapPolicy gap, SortedSet<Long> due) {
      LocalDateTime first = null;
      for (LocalDateTime missing : jump.missing()) {
        if (matches(missing)) {
          first = first == null ? missing : first;
          switch (gap) {
            case SKIP -> {}
            case SHIFT -> due.add(jump.at() + Duration.between(first, missing).toSeconds());
            case END_OF_GAP -> due.add(jump.at());
          }
        }
      }
    }
  }
}
