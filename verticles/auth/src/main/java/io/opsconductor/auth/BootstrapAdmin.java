package io.opsconductor.auth;

import io.opsconductor.auth.password.PasswordHasher;
import io.opsconductor.auth.password.PasswordRow;
import io.opsconductor.auth.password.PasswordStore;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Outbox;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the first administrator a password, once in the life of an installation: not again when
 * that user was deleted. Of several nodes that start at the same moment one does it.
 */
final class BootstrapAdmin {
  private static final Logger LOG = LoggerFactory.getLogger(BootstrapAdmin.class);
  private static final String USERNAME = "admin";

  private final Db db;
  private final PasswordStore passwords;
  private final PasswordHasher hasher;
  private final Outbox outbox;

  BootstrapAdmin(Db db, PasswordStore passwords, PasswordHasher hasher, Outbox outbox) {
    this.db = db;
    this.passwords = passwords;
    this.hasher = hasher;
    this.outbox = outbox;
  }

  AdminBootstrap run(Optional<SecretText> given) {
    if (passwords.hadFirst(Ids.ADMIN_USER)) {
      return existed(given);
    }
    if (given.isEmpty()) {
      LOG.warn("The user admin has no password; set auth.initial_admin_password to sign in");
      return AdminBootstrap.MISSING;
    }
    PasswordRow first =
        new PasswordRow(
            Ids.ADMIN_USER, Ids.DEFAULT_ORGANIZATION, USERNAME, hasher.hash(given.get()));
    return insert(first) ? created() : existed(given);
  }

  private boolean insert(PasswordRow first) {
    return db.transaction(
        tx -> {
          boolean inserted = passwords.putFirst(tx, first);
          if (inserted) {
            outbox.add(
                tx,
                first.organizationId(),
                "password.set",
                "user",
                first.userId(),
                Map.of("changed", false));
          }
          return inserted;
        });
  }

  private static AdminBootstrap created() {
    LOG.info("The user admin has the initial password now");
    return AdminBootstrap.CREATED;
  }

  private static AdminBootstrap existed(Optional<SecretText> given) {
    if (given.isPresent()) {
      LOG.info("The user admin was given a password earlier; the initial one now is ignored");
    }
    return AdminBootstrap.EXISTED;
  }
}
