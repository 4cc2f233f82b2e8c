package io.opsconductor.gateway;

import static io.opsconductor.gateway.Render.json;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.auth.AskPasskey;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.RegisterPasskey;
import io.opsconductor.contracts.auth.RenameFactor;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.ShowPasskey;
import io.opsconductor.contracts.auth.VerifyPasskey;
import io.opsconductor.platform.bus.BusClient;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What concerns passkeys. */
final class PasskeyEndpoints {
  private final BusClient bus;
  private final ClientAddresses addresses;
  private final BrowserSessions browsers;

  /** What a body may say of a factor. */
  private record Name(String name) {}

  PasskeyEndpoints(BusClient bus, ClientAddresses addresses, BrowserSessions browsers) {
    this.bus = bus;
    this.addresses = addresses;
    this.browsers = browsers;
  }

  void addTo(Endpoints endpoints) {
    endpoints
        .and("beginPasskey", own(AuthOperations.BEGIN_PASSKEY))
        .and(
            "registerPasskey",
            endpoint(
                AuthOperations.REGISTER_PASSKEY,
                false,
                x -> x.body(RegisterPasskey.class),
                json(201)))
        .and(
            "askPasskey",
            endpoint(AuthOperations.ASK_PASSKEY, true, x -> x.body(AskPasskey.class), json(200)))
        .and(
            "verifyPasskey",
            endpoint(AuthOperations.VERIFY_PASSKEY, true, this::verify, browsers::begun))
        .and(
            "askAnyPasskey",
            endpoint(AuthOperations.ASK_ANY_PASSKEY, true, x -> Empty.INSTANCE, json(200)))
        .and(
            "loginByPasskey",
            endpoint(AuthOperations.LOGIN_BY_PASSKEY, true, this::login, browsers::begun))
        .and("askStepUpPasskey", own(AuthOperations.ASK_STEP_UP_PASSKEY))
        .and(
            "stepUpPasskey", endpoint(AuthOperations.STEP_UP_PASSKEY, false, this::show, json(200)))
        .and(
            "renameFactor",
            endpoint(
                AuthOperations.RENAME_FACTOR,
                false,
                x -> new RenameFactor(x.id(), x.body(Name.class).name()),
                json(200)));
  }

  private VerifyPasskey verify(Exchange x) {
    browsers.checkWish(x);
    VerifyPasskey given = x.body(VerifyPasskey.class);
    return new VerifyPasskey(given.challenge(), given.credential(), client(x));
  }

  private ShowPasskey login(Exchange x) {
    browsers.checkWish(x);
    return show(x);
  }

  private ShowPasskey show(Exchange x) {
    return new ShowPasskey(x.body(ShowPasskey.class).credential(), client(x));
  }

  private Endpoint own(Operation<Empty, ?> operation) {
    return endpoint(operation, false, x -> Empty.INSTANCE, json(200));
  }

  private <Q> Endpoint endpoint(
      Operation<Q, ?> operation,
      boolean asGateway,
      Function<Exchange, Q> request,
      BiConsumer<Exchange, Buffer> render) {
    Function<Exchange, Buffer> encoded = x -> Wire.encode(request.apply(x));
    return new BusEndpoint(bus, operation, asGateway, encoded, render);
  }

  private SessionClient client(Exchange x) {
    return SessionClient.of(x.header(HttpHeaders.USER_AGENT), addresses.of(x.request()));
  }
}
