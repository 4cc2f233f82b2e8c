package io.opsconductor.platform.testing;

import io.opsconductor.contracts.Operation;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Origin;
import io.opsconductor.platform.bus.Trace;
import io.opsconductor.platform.context.ContextSigner;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.function.Supplier;

/** Calls operations as one user or one service. */
public final class TestClient {
  private final BusClient bus;
  private final ContextSigner signer;
  private final Supplier<String> token;
  private final Clock clock;
  private final String address;

  TestClient(BusClient bus, ContextSigner signer, Clock clock) {
    this(bus, signer, signer::token, clock, null);
  }

  TestClient(BusClient bus, Supplier<String> token, Clock clock) {
    this(bus, null, token, clock, null);
  }

  private TestClient(
      BusClient bus, ContextSigner signer, Supplier<String> token, Clock clock, String address) {
    this.bus = bus;
    this.signer = signer;
    this.token = token;
    this.clock = clock;
    this.address = address;
  }

  /** The same, for somebody at this address. */
  public TestClient from(String client) {
    return new TestClient(bus, signer, token, clock, client);
  }

  /** Asks and waits for the answer, which may be an {@code OpsException}. */
  public <Q, R> R call(Operation<Q, R> operation, Q request) {
    return send(operation, request).await();
  }

  public <Q, R> Future<R> send(Operation<Q, R> operation, Q request) {
    Origin origin =
        new Origin(token.get(), Trace.begin(), clock.instant().plus(operation.timeout()), address);
    return bus.send(operation, request, origin);
  }

  /** The signed caller context itself. */
  public String token() {
    return token.get();
  }

  BusClient bus() {
    return bus;
  }

  ContextSigner signer() {
    return signer;
  }
}
