package io.opsconductor.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who is calling, as verified from the signed token of a message.
 *
 * @param service the service that made the context: {@code auth} for a user's, else the service
 *     itself
 * @param user the user spoken for; empty when a service speaks for itself
 */
public record CallerContext(String service, Optional<User> user) {
  /**
   * A signed-in user, or a service account.
   *
   * @param sessionId null when the caller has an API token instead of a session
   * @param permissions as {@link Permissions} says; with an API token, what both it and its owner
   *     may
   * @param tokenId the API token with which the caller came; null in a session
   * @param freshUntil until when sensitive things may be done without showing a second factor
   *     again; null when none is asked of this caller
   * @param mustEnrol whether the session may do nothing but set up a second factor
   */
  public record User(
      UUID id,
      String username,
      UUID organizationId,
      UUID sessionId,
      List<String> roles,
      Set<String> permissions,
      UUID tokenId,
      Instant freshUntil,
      boolean mustEnrol) {
    public User {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(username, "username");
      Objects.requireNonNull(organizationId, "organizationId");
      roles = List.copyOf(roles);
      permissions = Set.copyOf(permissions);
    }

    /** Somebody in a session. */
    public User(
        UUID id,
        String username,
        UUID organizationId,
        UUID sessionId,
        List<String> roles,
        Set<String> permissions) {
      this(id, username, organizationId, sessionId, roles, permissions, null, null, false);
    }

    /** Whether the caller is in a session, and not a program with an API token. */
    public boolean isInSession() {
      return sessionId != null && tokenId == null;
    }

    /** Whether the permission holds for some object at least; which, the object's owner decides. */
    public boolean may(String permission) {
      return Permissions.somewhere(permissions, permission);
    }

    /** Whether the permission holds for every object, so that nobody needs to be asked. */
    public boolean mayEverywhere(String permission) {
      return Permissions.everywhere(permissions, permission);
    }
  }

  public CallerContext {
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(user, "user");
  }

  public static CallerContext ofService(String service) {
    return new CallerContext(service, Optional.empty());
  }

  /** The user spoken for; {@code unauthenticated} when there is none. */
  public User requireUser() {
    return user.orElseThrow(() -> new OpsException(ErrorCode.UNAUTHENTICATED, "Sign in first"));
  }

  /** The organization whose things the caller may see. */
  public UUID organizationId() {
    return requireUser().organizationId();
  }

  /** Fails closed with {@code unauthenticated} or {@code forbidden}. */
  public void require(Access access) {
    boolean allowed =
        switch (access) {
          case Access.AnyMember any -> true;
          case Access.AnyUser any -> requireUser() != null;
          case Access.OwnSession any -> requireUser().isInSession();
          case Access.Permission permission -> requireUser().may(permission.name());
          case Access.Services services -> user.isEmpty() && services.names().contains(service);
        };
    if (!allowed) {
      throw new OpsException(ErrorCode.FORBIDDEN, denial(access));
    }
  }

  /**
   * Asks for a second factor where the operation does.
   *
   * @throws OpsException {@code mfa_enrolment_required} or {@code step_up_required}
   */
  public void require(Assurance assurance, Instant now) {
    if (user.isEmpty()) {
      return;
    }
    if (user.get().mustEnrol() && !assurance.isOpenToEnrolling()) {
      throw mustEnrol();
    }
    Instant freshUntil = user.get().freshUntil();
    if (assurance.isFresh() && freshUntil != null && !now.isBefore(freshUntil)) {
      throw new OpsException(
          ErrorCode.STEP_UP_REQUIRED,
          "This needs a second factor that was shown within the last ten minutes: show it with POST"
              + " /api/v1/auth/mfa/step-up, or with: opsconductor mfa step-up; then ask again");
    }
  }

  /** What a session is told that may do nothing but set up, or show, a second factor. */
  public static OpsException mustEnrol() {
    return new OpsException(
        ErrorCode.MFA_ENROLMENT_REQUIRED,
        "This session has shown no second factor, which is asked of you. Set one up with POST"
            + " /api/v1/auth/mfa/totp, or with: opsconductor mfa enroll. If you have one, show it"
            + " with POST /api/v1/auth/mfa/step-up, or with: opsconductor mfa step-up");
  }

  private static String denial(Access access) {
    return switch (access) {
      case Access.Permission permission -> "This needs the permission " + permission.name();
      case Access.OwnSession any -> "This needs a session: sign in, an API token does not do";
      case Access.AnyMember any -> "This operation is not open to the caller";
      case Access.AnyUser any -> "This operation is not open to the caller";
      case Access.Services services -> "This operation is not open to the caller";
    };
  }
}
