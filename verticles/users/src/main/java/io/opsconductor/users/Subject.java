package io.opsconductor.users;

import java.util.List;
import java.util.UUID;

/**
 * A user or a service account: whoever may have roles and grants, and act.
 *
 * @param name as others see who did something; that of a service account begins with {@value
 *     #SERVICE_ACCOUNT}, which no username can
 */
record Subject(
    UUID id,
    UUID organizationId,
    String name,
    boolean enabled,
    List<String> roles,
    boolean isServiceAccount) {
  static final String SERVICE_ACCOUNT = "service-account:";

  Subject {
    roles = List.copyOf(roles);
  }

  static Subject of(UserRow user) {
    return new Subject(
        user.id(), user.organizationId(), user.username(), user.enabled(), user.roles(), false);
  }

  /** In a sentence about it. */
  String noun() {
    return isServiceAccount ? "The service account" : "The user";
  }
}
