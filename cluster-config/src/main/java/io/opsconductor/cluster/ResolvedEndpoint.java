package io.opsconductor.cluster;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Collections;

/**
 * An endpoint after name look-up.
 *
 * @param bind the local address, possibly the wildcard
 * @param advertised what other members connect to, never the wildcard
 */
record ResolvedEndpoint(InetAddress bind, String advertised, int port, int busPort) {

  static ResolvedEndpoint of(ClusterEndpoint endpoint) {
    InetAddress bind = lookUp("bind", endpoint.bindAddress());
    InetAddress advertised = lookUp("advertised", endpoint.advertisedAddress());
    String reachable =
        advertised.isAnyLocalAddress()
            ? firstReachableAddress()
            : advertised.equals(bind) ? hostOf(bind) : endpoint.advertisedAddress();
    return new ResolvedEndpoint(bind, reachable, endpoint.port(), endpoint.busPort());
  }

  String bindHost() {
    return hostOf(bind);
  }

  boolean advertisesItsBindAddress() {
    return advertised.equals(bindHost());
  }

  /** Whether nobody outside this machine can connect. */
  boolean isLocalOnly() {
    return bind.isLoopbackAddress();
  }

  private static InetAddress lookUp(String role, String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new ClusterStartException(
          "The cluster's %s address %s cannot be resolved: give an address of this machine"
              .formatted(role, host),
          e);
    }
  }

  private static String hostOf(InetAddress address) {
    return address.getHostAddress();
  }

  private static String firstReachableAddress() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(card -> Collections.list(card.getInetAddresses()).stream())
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
          .map(ResolvedEndpoint::hostOf)
          .findFirst()
          .orElseThrow(
              () ->
                  new ClusterStartException(
                      "The cluster binds to every address but none can be advertised to other"
                          + " machines: set the advertised address"));
    } catch (IOException e) {
      throw new ClusterStartException(
          "The addresses of this machine cannot be read: set the advertised address", e);
    }
  }
}
