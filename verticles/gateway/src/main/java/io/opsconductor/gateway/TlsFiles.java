package io.opsconductor.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that this node serves, and what its files have become since. A file that cannot
 * be served with leaves the former certificate where it is; so does a pair of which only one half
 * was replaced yet. Shared by all instances of a node.
 */
final class TlsFiles {
  private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);

  /** A certificate that ends sooner is told of. */
  private static final Duration SOON = Duration.ofDays(14);

  private final Vertx vertx;
  private final Path chain;
  private final Path key;
  private final Clock clock;
  private final List<Consumer<ServerCertificate>> listeners = new CopyOnWriteArrayList<>();
  private volatile ServerCertificate served;
  private volatile String refusal;

  /**
   * The files, read for the first time.
   *
   * @throws BadCertificateException when they cannot be served with
   */
  TlsFiles(Vertx vertx, Path chain, Path key, Clock clock) {
    this.vertx = vertx;
    this.chain = chain;
    this.key = key;
    this.clock = clock;
    this.served = ServerCertificate.read(vertx, chain, key);
  }

  ServerCertificate served() {
    return served;
  }

  /** The listener is told of each certificate that takes the place of another; any thread. */
  Runnable listen(Consumer<ServerCertificate> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Takes up what the files hold now, if it is something else and can be served with. */
  void look() {
    try {
      Buffer newChain = ServerCertificate.content(chain);
      Buffer newKey = ServerCertificate.content(key);
      if (!served.isFrom(newChain, newKey)) {
        serve(ServerCertificate.of(vertx, newChain, newKey));
      }
      refusal = null;
    } catch (BadCertificateException e) {
      refuse(e.getMessage());
    }
  }

  private void serve(ServerCertificate next) {
    served = next;
    listeners.forEach(listener -> listener.accept(next));
    LOG.atInfo()
        .addKeyValue("file", chain)
        .addKeyValue("expiresAt", next.expiresAt())
        .log("A new certificate is served from now on");
  }

  private void refuse(String why) {
    if (!why.equals(refusal)) {
      LOG.atWarn()
          .addKeyValue("file", chain)
          .addKeyValue("reason", why)
          .log("The new certificate cannot be served; the former one stays");
    }
    refusal = why;
  }

  /** What a person should mend; empty when all is well. */
  Optional<String> warning() {
    String refused = refusal;
    if (refused != null) {
      return Optional.of("The former certificate is served: " + refused);
    }
    Instant end = served.expiresAt();
    return end.isBefore(clock.instant().plus(SOON))
        ? Optional.of("The certificate ends at " + end)
        : Optional.empty();
  }
}
