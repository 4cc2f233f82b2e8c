package io.opsconductor.cluster;

import java.util.Objects;

/**
 * Where a member's Hazelcast listens.
 *
 * @param host name or address, an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record MemberAddress(String host, int port) {

  public MemberAddress {
    Objects.requireNonNull(host, "member host");
    if (host.isBlank() || host.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException("Member host must be a host, got '" + host + "'");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("Member port must be 1 to 65535, got " + port);
    }
  }

  /**
   * Reads {@code host:port} or {@code [ipv6]:port}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static MemberAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("Member address must be host:port, got '" + text + "'");
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    try {
      return new MemberAddress(host, Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Member address must be host:port, got '" + text + "'", e);
    }
  }

  /** {@code host:port}, an IPv6 address in brackets. */
  @Override
  public String toString() {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }
}
