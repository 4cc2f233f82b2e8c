package io.opsconductor.workers.ssh;

import java.util.Map;

/** Exit codes of commands that a signal ended, as a shell would give them. */
final class Signals {

  private static final int BASE = 128;

  /** RFC 4254 section 6.10; numbers as on Linux. */
  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("HUP", 1),
          Map.entry("INT", 2),
          Map.entry("QUIT", 3),
          Map.entry("ILL", 4),
          Map.entry("ABRT", 6),
          Map.entry("FPE", 8),
          Map.entry("KILL", 9),
          Map.entry("USR1", 10),
          Map.entry("SEGV", 11),
          Map.entry("USR2", 12),
          Map.entry("PIPE", 13),
          Map.entry("ALRM", 14),
          Map.entry("TERM", 15));

  private Signals() {}

  /** 128 + number; 255 for a signal without a number of its own here. */
  static int exitCode(String signal) {
    return BASE + NUMBERS.getOrDefault(signal, 127);
  }
}
