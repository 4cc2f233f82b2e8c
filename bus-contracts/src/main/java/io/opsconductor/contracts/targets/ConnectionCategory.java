package io.opsconductor.contracts.targets;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an attempt to connect ended; the same words everywhere. */
public enum ConnectionCategory {
  @JsonProperty("ok")
  OK,
  /** The name has no address. */
  @JsonProperty("resolve")
  RESOLVE,
  /** Nobody listens on the port. */
  @JsonProperty("refused")
  REFUSED,
  /** No answer within the connect time-out, at any step up to the end of authentication. */
  @JsonProperty("connect_timeout")
  CONNECT_TIMEOUT,
  /** The network has no way there, or the connection broke. */
  @JsonProperty("unreachable")
  UNREACHABLE,
  /**
   * The host showed another key than the recorded one, or one of another type, or none is recorded
   * under {@code strict}.
   */
  @JsonProperty("host_key_changed")
  HOST_KEY_CHANGED,
  /** The host did not accept the credential. */
  @JsonProperty("authentication")
  AUTHENTICATION,
  /** Signed in, but not allowed to run commands. */
  @JsonProperty("permission")
  PERMISSION,
  /** What answered does not speak the protocol, or no common algorithm was found. */
  @JsonProperty("protocol")
  PROTOCOL
}
