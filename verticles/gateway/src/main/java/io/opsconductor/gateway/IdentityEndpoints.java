package io.opsconductor.gateway;

import static io.opsconductor.gateway.Render.nothing;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.UserIdentity;
import java.util.UUID;

/** Accounts of external directories with which users sign in. */
final class IdentityEndpoints {
  private IdentityEndpoints() {}

  static void addTo(Endpoints endpoints) {
    endpoints.reads("listIdentities", AuthOperations.LIST_IDENTITIES, x -> Empty.INSTANCE);
    endpoints.byId("unlinkIdentity", AuthOperations.UNLINK_IDENTITY, nothing());
    endpoints.reads(
        "listUserIdentities", AuthOperations.LIST_USER_IDENTITIES, x -> new IdRequest(x.id()));
    endpoints.call(
        "unlinkUserIdentity",
        AuthOperations.UNLINK_USER_IDENTITY,
        x -> new UserIdentity(x.id(), UUID.fromString(x.path("identityId"))),
        nothing());
  }
}
