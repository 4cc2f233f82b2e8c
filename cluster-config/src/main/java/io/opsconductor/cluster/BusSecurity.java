package io.opsconductor.cluster;

import java.nio.file.Path;
import java.util.Objects;

/** Who may open a connection to a node's event-bus port. */
public sealed interface BusSecurity {

  /** Whoever reaches the port. */
  record Plain() implements BusSecurity {}

  /**
   * Whoever holds a certificate of the authority, which must issue for this bus alone: host names
   * are not compared.
   *
   * @param certificate PEM file, the node's certificate followed by any intermediate ones
   * @param key PEM file, PKCS#8
   * @param authority PEM file, the certificate authority of the bus
   */
  record MutualTls(Path certificate, Path key, Path authority) implements BusSecurity {
    public MutualTls {
      Objects.requireNonNull(certificate, "bus certificate");
      Objects.requireNonNull(key, "bus key");
      Objects.requireNonNull(authority, "bus certificate authority");
    }
  }
}
