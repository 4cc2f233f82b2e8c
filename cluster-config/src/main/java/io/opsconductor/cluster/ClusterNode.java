package io.opsconductor.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** A running node: its Vert.x, who it is, and who else there is. */
public final class ClusterNode {

  private final Vertx vertx;
  private final Membership membership;
  private final MemberAddress address;
  private final Runnable afterLeaving;
  private Future<Void> closing;

  ClusterNode(Vertx vertx, Membership membership, MemberAddress address, Runnable afterLeaving) {
    this.vertx = vertx;
    this.membership = membership;
    this.address = address;
    this.afterLeaving = afterLeaving;
  }

  public Vertx vertx() {
    return vertx;
  }

  public NodeIdentity identity() {
    return membership.self().node();
  }

  public Membership membership() {
    return membership;
  }

  /** Where this node's Hazelcast really listens. */
  public MemberAddress address() {
    return address;
  }

  /**
   * Undeploys everything, leaves the cluster and takes the node's address out of the data
   * directory. May be called again and from any thread; completes once the node is gone, within
   * about ten seconds after the last undeployment.
   */
  public synchronized Future<Void> close() {
    if (closing == null) {
      closing = vertx.close().andThen(done -> forget());
    }
    return closing;
  }

  private void forget() {
    membership.close();
    afterLeaving.run();
  }
}
