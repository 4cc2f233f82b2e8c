package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.util.stream.Stream;

/**
 * How many things an organization may have at most; null for as many as it likes. What is there
 * already stays when a limit is set below it.
 *
 * @param users that exist, disabled ones too
 * @param targets that exist
 * @param jobs that exist
 * @param executions that are not at their end
 * @param serviceAccounts that exist, disabled ones too; they are not users
 */
public record OrganizationLimits(
    Integer users, Integer targets, Integer jobs, Integer executions, Integer serviceAccounts) {
  public static final OrganizationLimits NONE =
      new OrganizationLimits(null, null, null, null, null);

  public OrganizationLimits {
    Stream.of(
            new Limit("users", users),
            new Limit("targets", targets),
            new Limit("jobs", jobs),
            new Limit("executions", executions),
            new Limit("serviceAccounts", serviceAccounts))
        .filter(limit -> limit.most != null)
        .forEach(limit -> Checks.range(limit.most, limit.of, 0, 1_000_000_000));
  }

  private record Limit(String of, Integer most) {}
}
