package io.opsconductor.auth.external;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Tx;
import java.util.UUID;

/** What auth does for those who sign in with an external directory. */
public interface Accounts {
  /**
   * Begins a session, if the second factor that is due is shown.
   *
   * @param otp null when none was told
   * @throws OpsException {@code mfa_required} with a challenge, {@code bad_code}, {@code
   *     sign_in_slowed}
   */
  TokenPair open(
      Principal user, ExternalProvider by, SecretText otp, SessionClient client, Call call);

  boolean hasPassword(UUID userId);

  /** Whether it is a person of the organization who is not disabled. */
  boolean maySignIn(UUID userId, UUID organizationId, Call call);

  /**
   * Fails unless the user is of the caller's organization.
   *
   * @throws OpsException {@code not_found}
   */
  void requireOfOrganization(UUID userId, Call call);

  /**
   * Fails unless the user is of the caller's organization and may nothing that the caller may not.
   *
   * @throws io.opsconductor.contracts.OpsException {@code not_found}, {@code more_than_own}
   */
  void requireNoMoreThanOwn(UUID userId, Call call);

  /** All of the user's sessions, because an administrator took a way to sign in away. */
  void endSessions(Tx tx, Call call, UUID organizationId, UUID userId);
}
