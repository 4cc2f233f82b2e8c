package io.opsconductor.auth;

import io.opsconductor.auth.account.PrincipalClient;
import io.opsconductor.auth.mail.Account;
import io.opsconductor.auth.mail.Accounts;
import io.opsconductor.auth.mfa.FactorStore;
import io.opsconductor.auth.password.NewPassword;
import io.opsconductor.auth.password.PasswordCheck;
import io.opsconductor.auth.password.PasswordRow;
import io.opsconductor.auth.password.PasswordStore;
import io.opsconductor.auth.slowdown.AddressPrefix;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Tx;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Accounts as mailed links need them. */
final class MailAccounts implements Accounts {
  private final PasswordStore passwords;
  private final PrincipalClient principals;
  private final PasswordCheck check;
  private final NewPassword newPassword;
  private final FactorStore factors;

  MailAccounts(
      PasswordStore passwords,
      PrincipalClient principals,
      PasswordCheck check,
      NewPassword newPassword,
      FactorStore factors) {
    this.passwords = passwords;
    this.principals = principals;
    this.check = check;
    this.newPassword = newPassword;
    this.factors = factors;
  }

  @Override
  public Optional<Account> find(String username) {
    return passwords.find(username).map(MailAccounts::account);
  }

  @Override
  public Optional<Account> find(UUID userId) {
    return passwords.find(userId).map(MailAccounts::account);
  }

  private static Account account(PasswordRow row) {
    return new Account(row.userId(), row.organizationId(), row.username());
  }

  @Override
  public String network(SessionClient client) {
    return AddressPrefix.of(SessionClient.orUnknown(client).address());
  }

  @Override
  public boolean maySignIn(UUID userId, Call call) {
    return principals.find(userId, call).isPresent();
  }

  @Override
  public boolean hasMailedCodes(UUID userId) {
    return factors.emailCodes(userId).isPresent();
  }

  @Override
  public void requireOfOrganization(UUID userId, Call call) {
    principals.requireOfOrganization(userId, call);
  }

  @Override
  public void requireNoMoreThanOwn(UUID userId, Call call) {
    principals.requireNoMoreThanOwn(userId, call);
  }

  @Override
  public void requirePassword(SecretText password, SessionClient client, Call call) {
    check.passed(check.ofCaller(password, client, call).attempt());
  }

  @Override
  public void replacePassword(Account account, SecretText password, Consumer<Tx> first, Call call) {
    passwords
        .find(account.userId())
        .ifPresent(row -> newPassword.replace(row, password, byMail(first), call));
  }

  private static NewPassword.Circumstances byMail(Consumer<Tx> first) {
    return new NewPassword.Circumstances(null, Map.of("changed", true, "by", "mailed_link"), first);
  }
}
