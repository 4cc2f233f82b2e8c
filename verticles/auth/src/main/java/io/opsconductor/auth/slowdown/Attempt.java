package io.opsconductor.auth.slowdown;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Somebody tells a password for a name, from a network.
 *
 * @param account key of the name's tally
 * @param network key of the network's tally
 * @param pair key of the tally of both
 * @param waiting measures that say wait
 * @param delay as long as the longest of them
 * @param judged whether the password is looked at all the same
 * @param familiar whether the name signed in from this network lately
 */
public record Attempt(
    String account,
    String network,
    String pair,
    Set<Tally.Measure> waiting,
    Duration delay,
    boolean judged,
    boolean familiar) {
  public Attempt {
    waiting = Set.copyOf(waiting);
  }

  List<String> keys() {
    return List.of(account, network, pair);
  }

  /** Nobody is asked to wait, so that a wrong password is told to be one. */
  boolean isUnhindered() {
    return waiting.isEmpty();
  }

  /**
   * What a failure is counted by. One that was not judged says nothing of the account or the
   * network; and a measure that says wait must not be drawn out by those who are let through.
   */
  Set<Tally.Measure> countedBy() {
    Set<Tally.Measure> counted = EnumSet.of(Tally.Measure.PAIR);
    if (judged) {
      counted.addAll(EnumSet.allOf(Tally.Measure.class));
      counted.removeAll(waiting);
    }
    return counted;
  }

  String key(Tally.Measure measure) {
    return switch (measure) {
      case ACCOUNT -> account;
      case NETWORK -> network;
      case PAIR -> pair;
    };
  }
}
