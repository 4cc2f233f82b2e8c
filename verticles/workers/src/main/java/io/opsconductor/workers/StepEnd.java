package io.opsconductor.workers;

/** What a step means for its task. */
sealed interface StepEnd {

  /** It went well: the next may begin. */
  enum Done implements StepEnd {
    DONE
  }

  /** It did not: the task is over. */
  record Failed(Outcome outcome) implements StepEnd {}

  /** It was left as it stands, for somebody else. */
  enum Left implements StepEnd {
    LEFT
  }
}
