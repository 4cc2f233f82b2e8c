package io.opsconductor.schedules;

import java.util.ArrayList;
import java.util.List;

/** What became of due times that were asked for. */
record Answers(List<Ended> ended, List<Postponed> postponed) {
  /** None yet. */
  Answers() {
    this(new ArrayList<>(), new ArrayList<>());
  }

  void end(Ended end) {
    ended.add(end);
  }

  void postpone(Postponed later) {
    postponed.add(later);
  }

  /**
   * It is no execution, and is to be none: said only when nothing that was asked before can still
   * make it one.
   */
  void endWithout(Ended end) {
    if (end.fire().surelyNone()) {
      end(end);
    } else {
      postpone(Postponed.untilSure(end.fire(), end.detail()));
    }
  }
}
