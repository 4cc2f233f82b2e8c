package io.opsconductor.launcher.chaos;

import io.opsconductor.launcher.e2e.Node;
import io.opsconductor.platform.fault.ArmedFault;
import io.opsconductor.platform.fault.FaultAction;
import io.opsconductor.platform.fault.FaultPoint;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Arms every fault point on the way of an execution with each action in one node after the other,
 * and waits until it acts. Those of the making of users have tests of their own.
 */
final class FaultPointRun {

  /** What happens only when somebody cancels, or when another node died. */
  private static final Set<FaultPoint> RARE =
      EnumSet.of(
          FaultPoint.EXECUTIONS_CANCEL_STORED,
          FaultPoint.EXECUTIONS_LAPSE_STORED,
          FaultPoint.WORKERS_ADOPTING);

  /** Then another node is killed, so that there is something to take over. */
  private static final Duration PROVOKE = Duration.ofSeconds(25);

  private static final int WAITS = 6;

  private static final Duration FROZEN = Duration.ofSeconds(20);
  private static final Duration CALM = Duration.ofSeconds(2);
  private static final int PASS = 2;

  private final ChaosCluster cluster;
  private final FaultRunner runner;

  FaultPointRun(ChaosCluster cluster, FaultRunner runner) {
    this.cluster = cluster;
    this.runner = runner;
  }

  void run() {
    int node = 0;
    List<FaultPoint> points =
        Stream.of(FaultPoint.values())
            .filter(point -> !point.wireName().startsWith("users."))
            .toList();
    for (FaultPoint point : points) {
      for (FaultAction action : List.of(FaultAction.HALT, FaultAction.FREEZE)) {
        run(node++ % ChaosCluster.NODES, point, action);
      }
    }
  }

  private void run(int number, FaultPoint point, FaultAction action) {
    int pass = RARE.contains(point) ? 1 : PASS;
    String fault = "%s:%s:%d".formatted(point.wireName(), action.wireName(), pass);
    runner.replace(number, List.of("-D" + ArmedFault.PROPERTY + "=" + fault));
    Node armed = cluster.node(number);
    boolean acted = await(number, armed, point);
    if (!acted) {
      runner.collapsed("the fault point " + fault + " was never passed");
    }
    runner.say(fault + " in node " + Fault.name(number) + (acted ? " acted" : " did not act"));
    if (action == FaultAction.FREEZE && acted) {
      runner.pause(FROZEN);
      armed.signal("CONT");
    }
    runner.pause(CALM);
    runner.replace(number, List.of());
  }

  private boolean await(int number, Node armed, FaultPoint point) {
    String word = "Fault point " + point.wireName();
    for (int wait = 1; wait < WAITS; wait++) {
      if (runner.awaitWord(armed, word, PROVOKE)) {
        return true;
      }
      runner.replace((number + 1) % ChaosCluster.NODES, List.of());
    }
    return runner.awaitWord(armed, word, PROVOKE);
  }
}
