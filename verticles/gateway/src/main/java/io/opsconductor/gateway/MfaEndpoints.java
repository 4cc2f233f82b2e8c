package io.opsconductor.gateway;

import static io.opsconductor.gateway.Render.json;
import static io.opsconductor.gateway.Render.nothing;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.auth.AskCode;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.SetMfaPolicy;
import io.opsconductor.contracts.auth.SetUserMfaPolicy;
import io.opsconductor.contracts.auth.ShowCode;
import io.opsconductor.contracts.auth.VerifyMfa;
import io.opsconductor.platform.bus.BusClient;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What concerns second factors. */
final class MfaEndpoints {
  private final BusClient bus;
  private final ClientAddresses addresses;
  private final BrowserSessions browsers;

  MfaEndpoints(BusClient bus, ClientAddresses addresses, BrowserSessions browsers) {
    this.bus = bus;
    this.addresses = addresses;
    this.browsers = browsers;
  }

  void addTo(Endpoints endpoints) {
    endpoints
        .and("verifyMfa", endpoint(AuthOperations.VERIFY_MFA, true, this::verify, browsers::begun))
        .and("getMfa", own(AuthOperations.GET_MFA, json(200)))
        .and("beginTotp", own(AuthOperations.BEGIN_TOTP, json(200)))
        .and("confirmTotp", shows(AuthOperations.CONFIRM_TOTP))
        .and("renewRecoveryCodes", own(AuthOperations.RENEW_RECOVERY_CODES, json(200)))
        .and("stepUp", shows(AuthOperations.STEP_UP))
        .and(
            "enrolEmailCodes",
            endpoint(AuthOperations.ENROL_EMAIL_CODES, false, x -> Empty.INSTANCE, json(201)))
        .and(
            "mailCode",
            endpoint(AuthOperations.MAIL_CODE, true, x -> x.body(AskCode.class), json(202)))
        .and("mailStepUpCode", own(AuthOperations.MAIL_STEP_UP_CODE, json(202)))
        .and("removeFactor", byId(AuthOperations.REMOVE_FACTOR))
        .and("getMfaPolicies", own(AuthOperations.GET_MFA_POLICIES, json(200)))
        .and("setMfaPolicy", sets(AuthOperations.SET_MFA_POLICY))
        .and("setOwnMfaPolicy", sets(AuthOperations.SET_OWN_MFA_POLICY))
        .and(
            "setUserMfaPolicy",
            endpoint(
                AuthOperations.SET_USER_MFA_POLICY,
                false,
                x -> new SetUserMfaPolicy(x.id(), x.body(SetMfaPolicy.class).policy()),
                json(200)))
        .and("resetMfa", byId(AuthOperations.RESET_MFA));
  }

  private VerifyMfa verify(Exchange x) {
    browsers.checkWish(x);
    VerifyMfa given = x.body(VerifyMfa.class);
    return new VerifyMfa(given.challenge(), given.code(), client(x));
  }

  private Endpoint shows(Operation<ShowCode, ?> operation) {
    return endpoint(
        operation, false, x -> new ShowCode(x.body(ShowCode.class).code(), client(x)), json(200));
  }

  private Endpoint sets(Operation<SetMfaPolicy, ?> operation) {
    return endpoint(operation, false, x -> x.body(SetMfaPolicy.class), json(200));
  }

  private Endpoint own(Operation<Empty, ?> operation, BiConsumer<Exchange, Buffer> render) {
    return endpoint(operation, false, x -> Empty.INSTANCE, render);
  }

  private Endpoint byId(Operation<IdRequest, Empty> operation) {
    return endpoint(operation, false, x -> new IdRequest(x.id()), nothing());
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
