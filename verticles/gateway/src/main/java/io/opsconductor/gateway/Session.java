package io.opsconductor.gateway;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.auth.IssuedContext;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A signed-in caller, or a program with an API token, for the few seconds for which that is taken
 * as known.
 *
 * @param context what auth signed for the bus, with who the caller is
 * @param permissions of the caller, for a quick look-up
 * @param validUntil when the access token or the context ends, whichever is first
 */
record Session(IssuedContext context, Set<String> permissions, Instant validUntil) {
  static Session of(IssuedContext context, Instant tokenExpiresAt) {
    Instant contextEnd = context.expiresAt();
    return new Session(
        context,
        Set.copyOf(context.permissions()),
        contextEnd.isBefore(tokenExpiresAt) ? contextEnd : tokenExpiresAt);
  }

  /** For some object at least; for which, the service that owns it decides. */
  boolean may(String permission) {
    return Permissions.somewhere(permissions, permission);
  }

  boolean mayEverywhere(String permission) {
    return Permissions.everywhere(permissions, permission);
  }

  /** Whether it may do nothing but set up a second factor. */
  boolean mustEnrol() {
    return Boolean.TRUE.equals(context.mustEnrol());
  }

  void require(AccessRule rule) {
    boolean person = rule instanceof AccessRule.Person || rule instanceof AccessRule.OwnSession;
    if (person && isApiToken()) {
      throw new OpsException(
          ErrorCode.FORBIDDEN, "This needs a session: sign in, an API token does not do");
    }
    // What any user may do is between the user and auth, which decides by the operation.
    if (mustEnrol() && !person && !(rule instanceof AccessRule.SignedIn)) {
      throw CallerContext.mustEnrol();
    }
    if (rule instanceof AccessRule.Permission needed && !may(needed.name())) {
      throw new OpsException(ErrorCode.FORBIDDEN, "This needs the permission " + needed.name());
    }
  }

  /** Of the session, or of the API token; no session has the id of a token. */
  UUID id() {
    return isApiToken() ? context.tokenId() : context.sessionId();
  }

  boolean isOfSameUser(Session other) {
    return context.userId().equals(other.context.userId())
        && context.organizationId().equals(other.context.organizationId());
  }

  boolean isApiToken() {
    return context.tokenId() != null;
  }

  /** The signed caller context. */
  String contextToken() {
    return context.token().reveal();
  }
}
