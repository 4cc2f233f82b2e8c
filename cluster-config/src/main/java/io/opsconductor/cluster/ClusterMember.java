package io.opsconductor.cluster;

import java.util.Objects;

/**
 * A node that the cluster counts as alive.
 *
 * @param node our identity of it
 * @param clusterManagerId its name in Vert.x and Hazelcast, new for every process
 */
public record ClusterMember(NodeIdentity node, String clusterManagerId) {

  public ClusterMember {
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(clusterManagerId, "clusterManagerId");
  }
}
