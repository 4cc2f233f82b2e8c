package io.opsconductor.auth.oidc;

import java.net.URI;
import java.util.Set;

/** Which addresses may be told secrets. */
public final class SafeUrl {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  private SafeUrl() {}

  /** Over TLS, or on this machine. */
  public static boolean isSafe(URI uri) {
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      return false;
    }
    return "https".equals(uri.getScheme())
        || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
  }
}
