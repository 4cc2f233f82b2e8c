package io.opsconductor.contracts.targets;

import io.opsconductor.contracts.WireNamed;

/** How an attempt to connect ended; the same words everywhere. */
public enum ConnectionCategory implements WireNamed {
  OK,
  /** The name has no address. */
  RESOLVE,
  /** Nobody listens on the port. */
  REFUSED,
  /** No answer within the connect time-out, at any step up to the end of authentication. */
  CONNECT_TIMEOUT,
  /** The network has no way there, or the connection broke. */
  UNREACHABLE,
  /**
   * The host showed another key than the recorded one, or one of another type, or none is recorded
   * under {@code strict}.
   */
  HOST_KEY_CHANGED,
  /** The host did not accept the credential. */
  AUTHENTICATION,
  /** Signed in, but not allowed to run commands. */
  PERMISSION,
  /** What answered does not speak the protocol, or no common algorithm was found. */
  PROTOCOL
}
