package io.opsconductor.gateway;

import static io.opsconductor.gateway.Render.json;
import static io.opsconductor.gateway.Render.located;
import static io.opsconductor.gateway.Render.nothing;
import static io.opsconductor.gateway.Render.versioned;

import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.CreateAccountToken;
import io.opsconductor.contracts.auth.ListAccountTokens;
import io.opsconductor.contracts.users.ListServiceAccounts;
import io.opsconductor.contracts.users.ServiceAccountOperations;
import io.opsconductor.contracts.users.UpdateServiceAccount;
import java.util.List;
import java.util.UUID;

/** What programs act as. */
final class ServiceAccountEndpoints {
  private static final String API = "/api/v1";

  /** Body of a change. */
  private record Change(
      String name,
      String description,
      UUID teamId,
      List<String> roles,
      Boolean enabled,
      Boolean cancelRunning) {}

  private ServiceAccountEndpoints() {}

  static void addTo(Endpoints endpoints) {
    endpoints.writes(
        "createServiceAccount",
        ServiceAccountOperations.CREATE,
        versioned(located(201, API + "/service-accounts/")));
    endpoints.byId("getServiceAccount", ServiceAccountOperations.GET, versioned(json(200)));
    endpoints.reads(
        "listServiceAccounts",
        ServiceAccountOperations.LIST,
        x ->
            new ListServiceAccounts(
                x.page(), x.query("name"), x.queryId("team"), x.queryBoolean("enabled")));
    endpoints.call(
        "updateServiceAccount",
        ServiceAccountOperations.UPDATE,
        ServiceAccountEndpoints::update,
        versioned(json(200)));
    endpoints.call(
        "deleteServiceAccount",
        ServiceAccountOperations.DELETE,
        AccessEndpoints::versionedId,
        nothing());
    endpoints.call(
        "createServiceAccountToken",
        AuthOperations.CREATE_ACCOUNT_TOKEN,
        x -> new CreateAccountToken(x.id(), x.body(TokenInput.class).toRequest()),
        located(201, API + "/tokens/"));
    endpoints.reads(
        "listServiceAccountTokens",
        AuthOperations.LIST_ACCOUNT_TOKENS,
        x -> new ListAccountTokens(x.id(), x.page()));
  }

  private static UpdateServiceAccount update(Exchange x) {
    Integer version = IfMatch.version(x);
    Change given = x.body(Change.class);
    return new UpdateServiceAccount(
        x.id(),
        given.name,
        given.description,
        given.teamId,
        given.roles,
        given.enabled,
        version,
        given.cancelRunning);
  }
}
