package io.opsconductor.platform.bus;

import io.opsconductor.contracts.Hint;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends and receives hints, at most once, to every node that listens. */
public final class HintBus {
  private static final Logger LOG = LoggerFactory.getLogger(HintBus.class);

  private final Vertx vertx;

  public HintBus(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Never fails and never waits. */
  public <T> void publish(Hint<T> hint, T value) {
    vertx.eventBus().publish(hint.address(), Wire.encode(value));
  }

  /**
   * The listener must not block. Runs on the context that is current now. Unregister what is
   * returned.
   */
  public <T> MessageConsumer<Buffer> subscribe(Hint<T> hint, Consumer<T> listener) {
    return vertx
        .eventBus()
        .consumer(
            hint.address(),
            message -> {
              try {
                listener.accept(Wire.decode(message.body(), hint.type()));
              } catch (OpsException e) {
                LOG.atWarn().addKeyValue("address", hint.address()).log("A hint could not be read");
              }
            });
  }
}
