package io.opsconductor.platform.bus;

import io.opsconductor.contracts.CallerContext;
import java.util.UUID;

/**
 * A request that is being served.
 *
 * @param caller verified; the operation's access rule has been applied already
 * @param origin to call other operations on behalf of the same caller, within the same deadline
 */
public record Call(CallerContext caller, Origin origin) {
  public UUID organizationId() {
    return caller.organizationId();
  }

  public CallerContext.User user() {
    return caller.requireUser();
  }

  /** Of the client that asked, as the gateway saw it; null when it is not known. */
  public String address() {
    return origin.address();
  }

  public String correlationId() {
    return origin.trace().traceId();
  }
}
