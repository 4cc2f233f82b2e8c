package io.opsconductor.gateway;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.ConfirmPasswordReset;
import io.opsconductor.contracts.auth.ForgotPassword;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.SetEmail;
import io.opsconductor.contracts.auth.SetUserEmail;
import io.opsconductor.contracts.auth.VerifyEmail;
import io.opsconductor.platform.bus.BusClient;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What is proved by mail: addresses, and who may choose another password. */
final class MailEndpoints {
  private final BusClient bus;
  private final ClientAddresses addresses;

  /** Body of another address of a user. */
  private record Address(String email) {}

  MailEndpoints(BusClient bus, ClientAddresses addresses) {
    this.bus = bus;
    this.addresses = addresses;
  }

  void addTo(Endpoints endpoints) {
    endpoints
        .and(
            "forgotPassword",
            open(AuthOperations.FORGOT_PASSWORD, this::forgot, MailEndpoints::accepted))
        .and(
            "confirmPasswordReset",
            open(
                AuthOperations.CONFIRM_PASSWORD_RESET,
                x -> x.body(ConfirmPasswordReset.class),
                Render.nothing()))
        .and(
            "verifyEmail",
            open(AuthOperations.VERIFY_EMAIL, x -> x.body(VerifyEmail.class), Render.nothing()))
        .and("getEmail", own(AuthOperations.GET_EMAIL, x -> Empty.INSTANCE, Render.json(200)))
        .and("setEmail", own(AuthOperations.SET_EMAIL, this::set, Render.json(202)))
        .and(
            "getUserEmail",
            own(AuthOperations.GET_USER_EMAIL, x -> new IdRequest(x.id()), Render.json(200)))
        .and(
            "setUserEmail",
            own(
                AuthOperations.SET_USER_EMAIL,
                x -> new SetUserEmail(x.id(), x.body(Address.class).email),
                Render.json(202)));
  }

  private ForgotPassword forgot(Exchange x) {
    ForgotPassword given = x.body(ForgotPassword.class);
    return new ForgotPassword(given.username(), given.email(), client(x));
  }

  private SetEmail set(Exchange x) {
    SetEmail given = x.body(SetEmail.class);
    return new SetEmail(given.email(), given.currentPassword(), client(x));
  }

  private SessionClient client(Exchange x) {
    return SessionClient.of(x.header(HttpHeaders.USER_AGENT), addresses.of(x.request()));
  }

  private static void accepted(Exchange exchange, Buffer reply) {
    Answers.empty(exchange, 202);
  }

  private <Q> Endpoint open(
      Operation<Q, ?> operation,
      Function<Exchange, Q> request,
      BiConsumer<Exchange, Buffer> render) {
    return new BusEndpoint(bus, operation, true, x -> Wire.encode(request.apply(x)), render);
  }

  private <Q> Endpoint own(
      Operation<Q, ?> operation,
      Function<Exchange, Q> request,
      BiConsumer<Exchange, Buffer> render) {
    return new BusEndpoint(bus, operation, false, x -> Wire.encode(request.apply(x)), render);
  }
}
