package io.opsconductor.launcher.chaos;

import java.time.Duration;

/** Something that is done to the installation or to what is around it. */
sealed interface Fault {

  /**
   * SIGKILL to a node, and a new start of it.
   *
   * @param node which; the next one that is ready, if that one is not
   * @param down how long it stays away
   */
  record KillNode(int node, Duration down) implements Fault {}

  /** SIGKILL to all nodes at the same moment, and a new start of all. */
  record KillAllNodes() implements Fault {}

  /** SIGSTOP to a node, and SIGCONT after a while. */
  record FreezeNode(int node, Duration time) implements Fault {}

  /** SIGKILL to every process of the embedded PostgreSQL. */
  record KillDatabase() implements Fault {}

  /** A reset of every connection to the targets that stand behind proxies. */
  record CutTargets() implements Fault {}

  /** SIGKILL to the server's side of every connection to every target. */
  record KillSessions() implements Fault {}

  /** Nothing passes to or from the targets behind proxies, and nobody is told. */
  record SilenceTargets(Duration time) implements Fault {}

  /** Nothing passes between the nodes. */
  record SilenceBus(Duration time) implements Fault {}

  /** For a person. */
  default String words() {
    return switch (this) {
      case KillNode kill ->
          "kill node %s, back after %d ms".formatted(name(kill.node()), kill.down().toMillis());
      case KillAllNodes all -> "kill all nodes";
      case FreezeNode freeze ->
          "freeze node %s for %.1f s".formatted(name(freeze.node()), seconds(freeze.time()));
      case KillDatabase database -> "kill PostgreSQL";
      case CutTargets cut -> "reset the connections to targets behind proxies";
      case KillSessions sessions -> "kill every session of the targets' sshd";
      case SilenceTargets silence ->
          "black-hole the targets behind proxies for %.1f s".formatted(seconds(silence.time()));
      case SilenceBus silence -> "black-hole the bus for %.1f s".formatted(seconds(silence.time()));
    };
  }

  /** What nodes are called. */
  static String name(int node) {
    return String.valueOf((char) ('a' + node));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
