package io.opsconductor.cluster;

import java.util.List;
import java.util.Objects;

/** How a node finds the others. */
public sealed interface JoinProfile {

  /**
   * Through the data directory that the nodes of one machine share. Wants a loopback bind address.
   */
  record Loopback(ClusterDirectory directory) implements JoinProfile {
    public Loopback {
      Objects.requireNonNull(directory, "cluster directory");
    }
  }

  /**
   * Through a list of addresses. One live address suffices to join; two nodes that start apart
   * merge only if one of them lists the other.
   *
   * @param members at least one; the node's own address may be among them
   */
  record TcpIp(List<MemberAddress> members) implements JoinProfile {
    public TcpIp {
      members = List.copyOf(members);
      if (members.isEmpty()) {
        throw new IllegalArgumentException("Join list must name at least one member");
      }
    }
  }

  /**
   * Through the records of a headless Kubernetes service, which must publish addresses that are not
   * ready, because a node is ready only after it joined.
   *
   * @param serviceDns full name of the service, such as {@code bus.ops.svc.cluster.local}
   * @param port of Hazelcast in every pod
   */
  record Kubernetes(String serviceDns, int port) implements JoinProfile {
    public Kubernetes {
      Objects.requireNonNull(serviceDns, "service DNS name");
      if (serviceDns.isBlank()) {
        throw new IllegalArgumentException("Kubernetes service DNS name must not be blank");
      }
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException(
            "Kubernetes member port must be 1 to 65535, got " + port);
      }
    }
  }
}
