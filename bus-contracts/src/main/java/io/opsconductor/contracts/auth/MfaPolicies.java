package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;

/**
 * What the policies say of a user. What an administrator says of the user goes before what the
 * organization says, and that before the configuration; the user can only ask for more.
 *
 * @param effective what comes of it: never {@code required_for_admins}
 * @param system as configured
 * @param organization null when the organization says nothing
 * @param user what an administrator says of the user; null for nothing
 * @param own what the user asks for; null for nothing
 */
public record MfaPolicies(
    MfaPolicy effective, MfaPolicy system, MfaPolicy organization, MfaPolicy user, MfaPolicy own) {
  public MfaPolicies {
    Checks.present(effective, "effective");
    Checks.present(system, "system");
  }
}
