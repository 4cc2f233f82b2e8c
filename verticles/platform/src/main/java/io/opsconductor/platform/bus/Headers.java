package io.opsconductor.platform.bus;

/** Names of the headers of a bus message. */
final class Headers {
  /** Signed caller context. */
  static final String CONTEXT = "context";

  /** W3C Trace Context; its trace id is the correlation id. */
  static final String TRACEPARENT = "traceparent";

  /** Milliseconds since 1970 after which the answer interests nobody. */
  static final String DEADLINE = "deadline-ms";

  /** Address of the client from which a request came, as the gateway saw it. */
  static final String ADDRESS = "client-address";

  private Headers() {}
}
