package io.opsconductor.gateway;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.BeginSso;
import io.opsconductor.contracts.auth.FinishSso;
import io.opsconductor.contracts.auth.RedeemSso;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.SsoBegun;
import io.opsconductor.contracts.auth.SsoFinished;
import io.opsconductor.contracts.auth.SsoProgram;
import io.opsconductor.platform.bus.BusClient;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;

/** Sign-in with OpenID providers: a browser goes there and comes back. */
final class SsoEndpoints {
  private static final int FOUND = 302;

  private final BusClient bus;
  private final ClientAddresses addresses;
  private final RefreshCookie refresh;

  SsoEndpoints(BusClient bus, ClientAddresses addresses, RefreshCookie refresh) {
    this.bus = bus;
    this.addresses = addresses;
    this.refresh = refresh;
  }

  void addTo(Endpoints endpoints) {
    endpoints
        .and("listSignInProviders", this::providers)
        .and("beginSso", this::begin)
        .and("finishSso", this::finish)
        .and("redeemSso", this::redeem);
  }

  private Future<?> providers(Exchange x) {
    return send(x, AuthOperations.LIST_PROVIDERS, Empty.INSTANCE).map(found -> json(x, found));
  }

  private Future<?> begin(Exchange x) {
    SsoCookies.Binding shown = SsoCookies.binding(x.request());
    BeginSso request =
        new BeginSso(
            x.path("provider"), x.query("return"), shown.value(), shown.hostOnly(), program(x));
    return send(x, AuthOperations.BEGIN_SSO, request).map(begun -> goThere(x, begun));
  }

  /** Null when it is the browser itself that signs in. */
  private static SsoProgram program(Exchange x) {
    Integer port = x.queryInt("port");
    String challenge = x.query("challenge");
    if ((port == null) != (challenge == null)) {
      throw HttpProblem.BAD_REQUEST.because("A waiting program tells both port and challenge");
    }
    return port == null ? null : new SsoProgram(port, challenge);
  }

  private static Void goThere(Exchange x, SsoBegun begun) {
    if (begun.binding() != null) {
      SsoCookies.bind(x.request(), begun.binding(), begun.secure());
    }
    return redirect(x, begun.location());
  }

  private Future<?> finish(Exchange x) {
    SsoCookies.Binding shown = SsoCookies.binding(x.request());
    FinishSso request =
        new FinishSso(
            x.path("provider"),
            secret(x.query("state")),
            secret(x.query("code")),
            x.query("iss"),
            x.query("error"),
            shown.value(),
            shown.hostOnly(),
            client(x));
    return send(x, AuthOperations.FINISH_SSO, request).map(finished -> comeBack(x, finished));
  }

  private Void comeBack(Exchange x, SsoFinished finished) {
    if (finished.tokens() != null) {
      String token = finished.tokens().refreshToken().reveal();
      refresh.set(x.request(), token, finished.secure());
    }
    if (finished.challenge() != null) {
      SsoCookies.challenge(x.request(), finished.challenge(), finished.secure());
    }
    return redirect(x, finished.location().reveal());
  }

  private Future<?> redeem(Exchange x) {
    RedeemSso given = x.body(RedeemSso.class);
    RedeemSso request = new RedeemSso(given.code(), given.verifier(), given.otp(), client(x));
    return send(x, AuthOperations.REDEEM_SSO, request).map(tokens -> json(x, tokens));
  }

  private <Q, R> Future<R> send(Exchange x, Operation<Q, R> operation, Q request) {
    return bus.send(operation, request, x.origin(operation, bus.own(operation).token()));
  }

  private static Void json(Exchange x, Object reply) {
    Answers.json(x, 200, Wire.encode(reply));
    return null;
  }

  private static Void redirect(Exchange x, String location) {
    Answers.begin(x.request(), x.trace(), FOUND).putHeader(HttpHeaders.LOCATION, location).end();
    return null;
  }

  private static SecretText secret(String text) {
    return text == null ? null : new SecretText(text);
  }

  private SessionClient client(Exchange x) {
    return SessionClient.of(x.header(HttpHeaders.USER_AGENT), addresses.of(x.request()));
  }
}
