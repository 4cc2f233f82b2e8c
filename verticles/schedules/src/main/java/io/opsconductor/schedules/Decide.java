package io.opsconductor.schedules;

import io.opsconductor.contracts.schedules.FireReason;
import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.contracts.schedules.MisfireSpec;
import io.opsconductor.schedules.time.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what becomes of the due times of one schedule that have come. Depends on nothing but what
 * it is given, so that every node decides the same.
 *
 * <p>A due time is in time when it is the newest that has come and not much later than it should
 * be. The others are misfires: the schedule's policy says which of them run.
 */
final class Decide {
  /** How late something may begin and still be in time. */
  static final Duration IN_TIME = Duration.ofSeconds(60);

  /** Due times of one schedule that are decided at once; the others follow at once. */
  static final int MOST = 500;

  /** How many due times are looked at. */
  private static final int FARTHEST = 20_000;

  private final Plan plan;
  private final Standing standing;
  private final Instant now;
  private final Until until;
  private final MisfireSpec misfire;
  private final List<Decided.Fire> fires = new ArrayList<>();
  private long runs;

  private Decide(Plan plan, Standing standing, Instant now, Until until) {
    this.until = until;
    this.plan = plan;
    this.standing = standing;
    this.now = now;
    this.misfire = plan.definition().misfire();
    this.runs = standing.runs();
  }

  /** What of a schedule with jitter has come. */
  enum Until {
    /** What is to begin by now. */
    BEGINS,
    /** What is due by now, though it begins later. */
    DUE
  }

  /**
   * Decides about what has come.
   *
   * @param now by the clock of the database
   */
  static Decided upTo(Instant now, Plan plan, Standing standing, Until until) {
    return new Decide(plan, standing, now, until).decide();
  }

  /** A due time that has come, and what keeps it from running whatever else is. */
  private record Come(Instant dueAt, Instant fireAt, Optional<Kept> kept, boolean paused) {
    boolean mayRun() {
      return kept.isEmpty() && !paused;
    }
  }

  private Decided decide() {
    List<Come> come = come();
    int newer = (int) come.stream().filter(Come::mayRun).count();
    Instant next = standing.nextDueAt();
    for (Come due : come.subList(0, Math.min(MOST, come.size()))) {
      if (isSpent()) {
        break;
      }
      newer -= due.mayRun() ? 1 : 0;
      fires.add(decide(due, newer));
      next = fires.size() < come.size() ? come.get(fires.size()).dueAt() : after(due);
    }
    next = isSpent() ? null : next;
    return new Decided(standing, fires, next, next == null ? null : plan.fireAt(next));
  }

  private Instant after(Come last) {
    return plan.next(last.dueAt()).orElse(null);
  }

  /**
   * Those that are decided now, and beyond them as many as must be known to tell which are the
   * newest that may run.
   */
  private List<Come> come() {
    List<Come> come = new ArrayList<>();
    Optional<Instant> due = Optional.ofNullable(standing.nextDueAt());
    int ahead = 0;
    while (due.isPresent() && ahead < misfireLimit() && come.size() < FARTHEST) {
      Instant at = due.get();
      Instant fireAt = plan.fireAt(at);
      if ((until == Until.DUE ? at : fireAt).isAfter(now)) {
        break;
      }
      Come one = new Come(at, fireAt, plan.keptFrom(at), standing.isPausedAt(fireAt));
      ahead += come.size() >= MOST && one.mayRun() ? 1 : 0;
      come.add(one);
      due = plan.next(at);
    }
    return come;
  }

  private int misfireLimit() {
    return misfire.limit() == null ? 1 : misfire.limit();
  }

  private boolean isSpent() {
    Integer most = plan.definition().maxRuns();
    return most != null && runs >= most;
  }

  private Decided.Fire decide(Come due, int newer) {
    if (due.paused()) {
      return skipped(due, FireReason.PAUSED, "the schedule was paused");
    }
    if (due.kept().isPresent()) {
      Kept kept = due.kept().get();
      return skipped(due, kept.reason(), DueNotes.words(kept));
    }
    Duration lateness = Duration.between(due.fireAt(), now);
    if (lateness.compareTo(misfire.deadline()) > 0) {
      return missed(
          due,
          FireReason.DEADLINE,
          "noticed %s late; it may begin %s late at most"
              .formatted(Lengths.words(lateness), Lengths.words(misfire.deadline())));
    }
    if (newer == 0 && lateness.compareTo(IN_TIME) <= 0) {
      return starting(due);
    }
    return switch (misfire.policy()) {
      case SKIP ->
          missed(due, FireReason.MISFIRE, "noticed %s late".formatted(Lengths.words(lateness)));
      case ONCE ->
          newer == 0
              ? starting(due)
              : missed(due, FireReason.COALESCED, "noticed late, when a newer one was due too");
      case ALL ->
          newer < misfireLimit()
              ? starting(due)
              : missed(
                  due,
                  FireReason.COALESCED,
                  "noticed late, when %d newer ones were due too".formatted(newer));
    };
  }

  private Decided.Fire starting(Come due) {
    runs++;
    return fire(due, FireState.STARTING, null, null, false);
  }

  private Decided.Fire skipped(Come due, FireReason reason, String detail) {
    return fire(due, FireState.SKIPPED, reason, detail, false);
  }

  private Decided.Fire missed(Come due, FireReason reason, String detail) {
    boolean ask = misfire.ask() && reason != FireReason.COALESCED;
    return fire(due, FireState.MISSED, reason, detail, ask);
  }

  private Decided.Fire fire(
      Come due, FireState state, FireReason reason, String detail, boolean asked) {
    Instant deadline = due.fireAt().plus(misfire.deadline());
    return new Decided.Fire(due.dueAt(), due.fireAt(), state, reason, detail, deadline, asked);
  }
}
