package io.opsconductor.auth.mail;

import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Tx;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** What is known and done here of accounts, none of which is kept here. */
public interface Accounts {
  /** In any case of its letters. */
  Optional<Account> find(String username);

  Optional<Account> find(UUID userId);

  /** The network of a client, as far as one party usually has it. */
  String network(SessionClient client);

  /** Whether the user is there and enabled. */
  boolean maySignIn(UUID userId, Call call);

  /**
   * Whether codes that are mailed are the user's second factor: then whoever reads the mails must
   * not get another password by mail, too.
   */
  boolean hasMailedCodes(UUID userId);

  /**
   * Fails unless the user is of the caller's organization.
   *
   * @throws io.opsconductor.contracts.OpsException {@code not_found}
   */
  void requireOfOrganization(UUID userId, Call call);

  /**
   * Fails unless the user is of the caller's organization and may nothing that the caller may not:
   * whoever gets the mails of an account can get the account.
   *
   * @throws io.opsconductor.contracts.OpsException {@code not_found}, {@code more_than_own}
   */
  void requireNoMoreThanOwn(UUID userId, Call call);

  /**
   * Fails unless this is the caller's password, which is guessed no faster here than at a sign-in.
   *
   * @throws io.opsconductor.contracts.OpsException {@code wrong_password}, {@code sign_in_slowed}
   */
  void requirePassword(SecretText password, SessionClient client, Call call);

  /**
   * Gives a user another password and ends all of the user's sessions. Second factors stay.
   *
   * @param first what else happens in the same transaction; undoes all of it when it fails
   * @throws io.opsconductor.contracts.OpsException {@code weak_password}, {@code password_reused},
   *     before anything is done; {@code conflict}
   */
  void replacePassword(Account account, SecretText password, Consumer<Tx> first, Call call);
}
