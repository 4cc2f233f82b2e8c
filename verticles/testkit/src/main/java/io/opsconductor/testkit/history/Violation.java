package io.opsconductor.testkit.history;

/**
 * A broken promise.
 *
 * @param promise which one
 * @param detail of whom, and what was found
 */
public record Violation(Promise promise, String detail) {

  /** What is checked. */
  public enum Promise {
    /** A request that was accepted is an execution, and one only. */
    ONE_EXECUTION_A_REQUEST("accepted requests with no execution, or with two"),
    /** A command is started at most once an attempt, and knows of which one that is stored. */
    ONE_START_AN_ATTEMPT("doubled starts of an attempt, and commands of none that is stored"),
    /** What is called succeeded or failed ran to its end. */
    OUTCOMES_ARE_TRUE("outcomes that the ledger contradicts"),
    /** An attempt ends once, in one way. */
    ONE_OUTCOME_AN_ATTEMPT("attempts without exactly one outcome"),
    /** An execution ends once, in one way, and counts its tasks right. */
    ONE_FINAL_STATE("executions without exactly one final state"),
    /** Output is what was printed: whole, once, in order. */
    OUTPUT_IS_EXACT("bytes of output lost, repeated or out of order"),
    /** The log of an execution has every number from 1. */
    NO_GAP_IN_SEQ("gaps in seq"),
    /** No lease outlives its holder for long. */
    NO_STUCK_LEASE("stuck leases");

    private final String words;

    Promise(String words) {
      this.words = words;
    }

    /** What is counted, for people. */
    public String words() {
      return words;
    }
  }
}
