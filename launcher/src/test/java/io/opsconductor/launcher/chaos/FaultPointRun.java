package io.opsconductor.launcher.chaos;

import io.opsconductor.launcher.e2e.Node;
import io.opsconductor.platform.fault.ArmedFault;
import io.opsconductor.platform.fault.FaultAction;
import io.opsconductor.platform.fault.FaultPoint;
import java.time.Duration;
import java.util.List;

/** Arms every fault point with each action in one node after the other, and waits until it acts. */
final class FaultPointRun {

  /** Under the load of a chaos run every point is passed more often than this. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

  private static final Duration FROZEN = Duration.ofSeconds(20);
  private static final Duration CALM = Duration.ofSeconds(2);
  private static final int PASS = 3;

  private final ChaosCluster cluster;
  private final FaultRunner runner;

  FaultPointRun(ChaosCluster cluster, FaultRunner runner) {
    this.cluster = cluster;
    this.runner = runner;
  }

  void run() {
    int node = 0;
    for (FaultPoint point : FaultPoint.values()) {
      for (FaultAction action : List.of(FaultAction.HALT, FaultAction.FREEZE)) {
        run(node++ % ChaosCluster.NODES, point, action);
      }
    }
  }

  private void run(int number, FaultPoint point, FaultAction action) {
    String fault = "%s:%s:%d".formatted(point.wireName(), action.wireName(), PASS);
    runner.replace(number, List.of("-D" + ArmedFault.PROPERTY + "=" + fault));
    Node armed = cluster.node(number);
    boolean acted = runner.awaitWord(armed, "Fault point " + point.wireName(), LONGEST_WAIT);
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
}
