package io.opsconductor.launcher.config;

import io.opsconductor.cluster.BusSecurity;
import io.opsconductor.cluster.ClusterEndpoint;
import io.opsconductor.cluster.MemberAddress;
import io.opsconductor.contracts.SecretText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How the node meets others.
 *
 * @param endpoint where it listens for them
 * @param join nodes on other machines; empty for a cluster of one machine
 * @param kubernetesService headless service whose pods are the nodes; empty outside Kubernetes
 * @param id name of the cluster; empty for the data directory's own
 * @param secret of the cluster; empty for the data directory's own
 * @param security of the event bus
 * @param insecure event bus to other machines without TLS
 */
public record ClusterOptions(
    ClusterEndpoint endpoint,
    List<MemberAddress> join,
    Optional<String> kubernetesService,
    Optional<String> id,
    Optional<SecretText> secret,
    BusSecurity security,
    boolean insecure) {

  public ClusterOptions {
    Objects.requireNonNull(endpoint, "cluster endpoint");
    join = List.copyOf(join);
    Objects.requireNonNull(kubernetesService, "kubernetes service");
    Objects.requireNonNull(id, "cluster id");
    Objects.requireNonNull(secret, "cluster secret");
    Objects.requireNonNull(security, "bus security");
  }

  /** Whether nodes on other machines belong to it. */
  public boolean spansMachines() {
    return !join.isEmpty() || kubernetesService.isPresent();
  }
}
