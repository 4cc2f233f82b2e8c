package io.opsconductor.contracts.node;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.Operation;
import java.time.Duration;

/** Operations that each node serves for itself, at {@code address@nodeId}. */
public final class NodeOperations {
  private NodeOperations() {}

  public static final Operation<Empty, NodeStatus> STATUS =
      Operation.idempotent(
              "ops.node.v1.status.get",
              Empty.class,
              NodeStatus.class,
              Access.permission("cluster:read"))
          .withTimeout(Duration.ofSeconds(2));

  /**
   * Answers when the instances are deployed, or undeployed after they ended what they had in hand.
   */
  public static final Operation<ScaleGroup, NodeStatus> SCALE =
      Operation.idempotent(
              "ops.node.v1.group.scale",
              ScaleGroup.class,
              NodeStatus.class,
              Access.permission("cluster:write"))
          .withTimeout(Duration.ofSeconds(40));

  /** The node stops taking work and answers at once; it goes on serving what it has in hand. */
  public static final Operation<Empty, NodeStatus> DRAIN =
      Operation.idempotent(
          "ops.node.v1.node.drain",
          Empty.class,
          NodeStatus.class,
          Access.permission("cluster:write"));
}
