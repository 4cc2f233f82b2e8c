package io.opsconductor.cluster;

import java.util.Objects;

/**
 * All that a node needs to know to join its cluster.
 *
 * @param node this process
 * @param cluster the cluster it belongs to
 * @param endpoint where it listens
 * @param join how it finds the others
 * @param busSecurity who may connect to its event bus
 * @param insecureCluster accept a bus without mutual TLS on an address that other machines can
 *     reach
 */
public record ClusterSettings(
    NodeIdentity node,
    ClusterIdentity cluster,
    ClusterEndpoint endpoint,
    JoinProfile join,
    BusSecurity busSecurity,
    boolean insecureCluster) {

  public ClusterSettings {
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(join, "join");
    Objects.requireNonNull(busSecurity, "busSecurity");
  }

  /** A node of the cluster that a data directory is, on 127.0.0.1 and free ports. */
  public static ClusterSettings over(ClusterDirectory directory, NodeIdentity node) {
    return new ClusterSettings(
        node,
        directory.identity(),
        ClusterEndpoint.loopback(),
        new JoinProfile.Loopback(directory),
        new BusSecurity.Plain(),
        false);
  }

  public ClusterSettings withEndpoint(ClusterEndpoint changed) {
    return new ClusterSettings(node, cluster, changed, join, busSecurity, insecureCluster);
  }

  public ClusterSettings withJoin(JoinProfile changed) {
    return new ClusterSettings(node, cluster, endpoint, changed, busSecurity, insecureCluster);
  }

  public ClusterSettings withBusSecurity(BusSecurity changed) {
    return new ClusterSettings(node, cluster, endpoint, join, changed, insecureCluster);
  }

  public ClusterSettings withInsecureCluster(boolean changed) {
    return new ClusterSettings(node, cluster, endpoint, join, busSecurity, changed);
  }
}
