package io.opsconductor.testkit;

/** What is wrong with a {@link BadSshd}, in the order in which a client gets to see it. */
public enum Misbehaviour {
  /** Accepts the connection and says nothing. */
  HANGS_BEFORE_BANNER,
  /** Sends lines before its banner for ever, a byte now and then. */
  TRICKLES_BANNER,
  /** Sends its banner and nothing more. */
  HANGS_IN_KEY_EXCHANGE,
  /** Sends its banner and closes the connection. */
  HANGS_UP_IN_KEY_EXCHANGE,
  /** Sends random bytes where the key exchange should be. */
  GARBLES_KEY_EXCHANGE,
  /** Does everything right, at 100 bytes a second. */
  TRICKLES,
  /** Shows a host key of another type than the one that it is known by. */
  SHOWS_ANOTHER_HOST_KEY,
  /** Never answers the log-in. */
  HANGS_BEFORE_AUTH_ANSWER,
  /** Closes its own direction once the command has started, and keeps the connection. */
  HALF_CLOSES,
  /** Nothing passes any more once the command has started, and nobody is told. */
  FALLS_SILENT,
  /** Resets the connection once the command has started. */
  RESETS,
  /** Runs the command and never says that it ended. */
  HANGS_BEFORE_EXIT_STATUS,
  /** Prints up to a gibibyte of zeros after the first that a command prints. */
  FLOODS,
  /** Prints NUL and bytes that are no UTF-8 after what a command prints. */
  PRINTS_BINARY
}
