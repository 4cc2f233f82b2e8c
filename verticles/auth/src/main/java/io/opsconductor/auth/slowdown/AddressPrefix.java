package io.opsconductor.auth.slowdown;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The network of a client, as far as one party usually has it: the /24 of an IPv4 address, the /56
 * of an IPv6 one, which is what providers give to a household. One who has more is counted apart in
 * each.
 */
public final class AddressPrefix {
  private static final int IPV4_BYTES = 3;
  private static final int IPV6_BYTES = 7;

  /** Of those whose address is not known; they are one network. */
  static final String UNKNOWN = "unknown";

  private AddressPrefix() {}

  /** In the usual notation; {@link #UNKNOWN} of null and of what is no address. */
  public static String of(String address) {
    if (address == null || address.isEmpty()) {
      return UNKNOWN;
    }
    int zone = address.indexOf('%');
    try {
      return prefix(InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone)));
    } catch (IllegalArgumentException e) {
      return UNKNOWN;
    }
  }

  private static String prefix(InetAddress address) {
    byte[] bytes = address.getAddress();
    int kept = bytes.length == 4 ? IPV4_BYTES : IPV6_BYTES;
    Arrays.fill(bytes, kept, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/" + kept * Byte.SIZE;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("An address has 4 or 16 bytes", e);
    }
  }
}
