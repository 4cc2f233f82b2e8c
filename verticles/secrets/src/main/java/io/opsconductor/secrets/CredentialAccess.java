package io.opsconductor.secrets;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.secrets.AuthorizeUse;
import io.opsconductor.contracts.users.MatchObject;
import io.opsconductor.contracts.users.ObjectMatches;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.access.AccessDecisions;
import io.opsconductor.platform.access.Allowance;
import io.opsconductor.platform.access.Reach;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.util.List;
import java.util.UUID;

/** What a caller may do to which credential. To use one is apart from reading what it is. */
final class CredentialAccess {
  private final AccessDecisions decisions;
  private final Db db;

  CredentialAccess(AccessDecisions decisions, Db db) {
    this.decisions = decisions;
    this.db = db;
  }

  Reach readable(Call call) {
    return decisions.reach(call, "credential:read", ObjectType.CREDENTIAL);
  }

  void require(Call call, UUID id, String permission) {
    to(permission, call).require(new CredentialStore(db), id);
  }

  /** What the caller may do, all of it known before a transaction begins. */
  Allowed to(String permission, Call call) {
    return new Allowed(decisions.allowance(call, permission, ObjectType.CREDENTIAL), call);
  }

  /** What a caller may do; asks nobody any more. */
  record Allowed(Allowance allowance, Call call) {
    /** Lets pass who has the permission on the credential as it is. */
    void require(CredentialStore store, UUID id) {
      allowance.require(
          reach -> within(store, call, List.of(id), reach), () -> ShowCredentials.unknown(id));
    }

    /** That the caller may write the credential as it is now, which it perhaps may not read. */
    void requireWritten(CredentialStore store, UUID id) {
      allowance.requireWritten(reach -> within(store, call, List.of(id), reach));
    }
  }

  /** Whether every one may be used. */
  Empty authorizeUse(AuthorizeUse request, Call call) {
    Reach own = decisions.reach(call, "secret:use", ObjectType.CREDENTIAL);
    Reach reach = request.throughJob() ? own.unlessDenied() : own;
    if (!reach.isEverything() && !within(new CredentialStore(db), call, request.ids(), reach)) {
      throw AccessDecisions.forbidden("secret:use", ObjectType.CREDENTIAL);
    }
    return Empty.INSTANCE;
  }

  /** For users, who explain what somebody may do. */
  ObjectMatches match(MatchObject request, Call call) {
    CredentialStore store = new CredentialStore(db);
    List<UUID> ids = List.of(request.id());
    UUID organizationId = request.organizationId();
    return AccessDecisions.matches(
        request, reach -> store.countWithin(organizationId, ids, reach) == 1, null);
  }

  private static boolean within(CredentialStore store, Call call, List<UUID> ids, Reach reach) {
    return store.countWithin(call.organizationId(), ids, reach) == ids.size();
  }
}
