package io.opsconductor.contracts.audit;

import io.opsconductor.contracts.WireNamed;
import java.util.List;

/** Kinds of what somebody does, by the nouns with which types of events begin. */
public enum ActivityCategory implements WireNamed {
  /** Sessions, passwords, second factors, e-mail addresses, linked accounts. */
  SIGN_IN,
  /** API tokens. */
  TOKEN,
  /** What was run and cancelled. */
  EXECUTION,
  /** Targets, jobs and credentials. */
  INVENTORY,
  /** Who may do what: users, roles, teams, grants, service accounts, organizations, keys. */
  ADMINISTRATION,
  /** What was refused; needs {@code audit:read} always. */
  DENIAL;

  /** The first parts of the types of its events. */
  public List<String> nouns() {
    return switch (this) {
      case SIGN_IN -> List.of("session", "password", "mfa", "email", "identity");
      case TOKEN -> List.of("token");
      case EXECUTION -> List.of("execution");
      case INVENTORY -> List.of("target", "job", "credential");
      case ADMINISTRATION ->
          List.of(
              "user", "role", "team", "grant", "service_account", "organization", "signing_key");
      case DENIAL -> List.of("access");
    };
  }
}
