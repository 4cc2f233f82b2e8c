package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.auth.EmailAddress;
import java.util.List;
import java.util.UUID;

/**
 * What an external directory says of a user who has just proved to be one of its people.
 *
 * @param userId of the user that is meant, or that is made
 * @param username of the user that is made; may be null for one that exists
 * @param email of the user that is made, proved by the directory; null when there is none, or what
 *     the directory has does not look like one
 * @param provider name of the directory, by which what it gives is marked
 * @param create whether the user is made when there is none with this id
 * @param roles all that the directory gives now; names of roles that do not exist give nothing
 * @param teams names of all teams that it puts the user into now; unknown ones are passed over
 */
public record ExternalUser(
    UUID userId,
    UUID organizationId,
    String username,
    String email,
    String provider,
    boolean create,
    List<String> roles,
    List<String> teams) {
  public ExternalUser {
    Checks.present(userId, "userId");
    Checks.present(organizationId, "organizationId");
    if (create) {
      CreateUser.requireUsername(username);
    }
    email = email != null && EmailAddress.isOne(email) ? email : null;
    Checks.name(provider, "provider");
    roles = List.copyOf(Checks.present(roles, "roles"));
    teams = List.copyOf(Checks.present(teams, "teams"));
  }
}
