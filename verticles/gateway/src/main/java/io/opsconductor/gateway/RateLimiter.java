package io.opsconductor.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.LongSupplier;

/**
 * A bucket of tokens for each client address, refilled evenly. An IPv6 client counts by its /64,
 * because it has that many addresses. Remembers a bounded number of clients. Any thread.
 */
final class RateLimiter {
  private static final int MAX_CLIENTS = 50_000;
  private static final int IPV6_NETWORK_BYTES = 8;

  private final int perMinute;
  private final LongSupplier nanos;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MAX_CLIENTS)
          .expireAfterAccess(Duration.ofMinutes(2))
          .build();

  RateLimiter(int perMinute, LongSupplier nanos) {
    this.perMinute = perMinute;
    this.nanos = nanos;
  }

  /** Takes one; 0 when there was one, else after how many seconds there will be. */
  int take(String address) {
    return buckets.get(client(address), key -> new Bucket()).take();
  }

  private static String client(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      return bytes.length > IPV6_NETWORK_BYTES
          ? HexFormat.of().formatHex(bytes, 0, IPV6_NETWORK_BYTES)
          : address;
    } catch (IllegalArgumentException e) {
      return address;
    }
  }

  private final class Bucket {
    private double tokens = perMinute;
    private long at = nanos.getAsLong();

    private synchronized int take() {
      long now = nanos.getAsLong();
      double perNano = perMinute / 60e9;
      tokens = Math.min(perMinute, tokens + (now - at) * perNano);
      at = now;
      if (tokens >= 1) {
        tokens--;
        return 0;
      }
      return (int) Math.max(1, Math.ceil((1 - tokens) / perNano / 1e9));
    }
  }
}
