package io.opsconductor.cluster;

import java.util.Objects;

/**
 * Where a node listens for the other members.
 *
 * @param bindAddress address of a local interface, or {@code 0.0.0.0} for all
 * @param advertisedAddress what the others connect to; the bind address unless there is translation
 *     in between. With a wildcard in both, the first address of the machine that others can reach
 * @param port of Hazelcast; 0 takes the first free one from {@value #FIRST_PORT} up
 * @param busPort of the event bus; 0 takes any free one
 */
public record ClusterEndpoint(String bindAddress, String advertisedAddress, int port, int busPort) {

  static final int FIRST_PORT = 5701;

  public ClusterEndpoint {
    requireHost("Cluster bind address", bindAddress);
    requireHost("Cluster advertised address", advertisedAddress);
    requirePort("Cluster port", port);
    requirePort("Event-bus port", busPort);
  }

  /** 127.0.0.1 and free ports. */
  public static ClusterEndpoint loopback() {
    return bound("127.0.0.1", 0);
  }

  /** One address for binding and advertising, and any free port for the event bus. */
  public static ClusterEndpoint bound(String address, int port) {
    return new ClusterEndpoint(address, address, port, 0);
  }

  private static void requireHost(String what, String value) {
    Objects.requireNonNull(value, what);
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank");
    }
  }

  private static void requirePort(String what, int value) {
    if (value < 0 || value > 65_535) {
      throw new IllegalArgumentException(what + " must be 0 to 65535, got " + value);
    }
  }
}
