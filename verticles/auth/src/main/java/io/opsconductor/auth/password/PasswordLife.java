package io.opsconductor.auth.password;

import io.opsconductor.auth.AuthConfig;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.platform.database.Tx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long a password may be used, and which may not be used again. NIST SP 800-63B advises against
 * both, so neither is asked for unless the configuration does.
 */
public final class PasswordLife {
  private final PasswordStore passwords;
  private final PasswordHasher hasher;
  private final int history;
  private final Optional<Duration> lifetime;
  private final Clock clock;

  public PasswordLife(
      PasswordStore passwords, PasswordHasher hasher, AuthConfig config, Clock clock) {
    this.passwords = passwords;
    this.hasher = hasher;
    this.history = config.passwordHistory();
    this.lifetime = config.passwordLifetime();
    this.clock = clock;
  }

  public boolean isExpired(PasswordRow row) {
    return lifetime
        .map(longest -> passwords.isOlder(row.userId(), clock.instant().minus(longest)))
        .orElse(false);
  }

  /**
   * Refuses the present password, and the last ones where that is configured.
   *
   * @throws OpsException {@code password_reused}
   */
  void refuseUsed(PasswordRow present, SecretText password, String field) {
    List<PasswordHash> former =
        history > 1 ? passwords.former(present.userId(), history - 1) : List.of();
    if (isSame(present.hash(), password)
        || former.stream().anyMatch(hash -> isSame(hash, password))) {
      String detail =
          history > 1
              ? field + " must be none of the last " + history
              : field + " must be another one than before";
      throw new OpsException(
          ErrorCode.PASSWORD_REUSED, detail, List.of(new FieldError("/" + field, detail)));
    }
  }

  /** Keeps a password that is replaced, as long as it may not be used again; or none. */
  void replaced(Tx tx, PasswordRow before) {
    if (history > 1) {
      passwords.remember(tx, before);
    }
    passwords.forgetFormer(tx, before.userId(), Math.max(0, history - 1));
  }

  private boolean isSame(PasswordHash hash, SecretText password) {
    return hasher.matches(Optional.of(hash), password);
  }
}
