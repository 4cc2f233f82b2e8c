package io.opsconductor.platform.bus;

import java.time.Instant;

/**
 * On whose behalf a request is made.
 *
 * @param token signed caller context to send along
 * @param deadline after which the answer interests nobody
 * @param address of the client from which it came; null when it is not known, or nobody's
 */
public record Origin(String token, Trace trace, Instant deadline, String address) {
  /** Of a service itself. */
  public Origin(String token, Trace trace, Instant deadline) {
    this(token, trace, deadline, null);
  }
}
