package io.opsconductor.launcher;

import io.opsconductor.auth.AdminBootstrap;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.launcher.home.DataDirectory;
import io.opsconductor.launcher.home.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The first password of the user {@code admin}: the given one, or a random one that is printed
 * once. Until it is printed it is kept, so that a start which fails half way locks nobody out.
 */
final class FirstAdministrator {

  private static final String USERNAME = "admin";

  /** Name of the secret that holds a password which nobody has seen yet. */
  private static final String UNSEEN = "admin.password.unseen";

  /** Without letters and digits that are taken for each other. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 5;
  private static final int GROUP_LENGTH = 4;

  private final Optional<SecretText> given;
  private final DataDirectory data;
  private final Path marker;
  private boolean madeEarlier;
  private Optional<SecretText> password = Optional.empty();
  private Optional<AdminBootstrap> outcome = Optional.empty();

  FirstAdministrator(Optional<SecretText> given, DataDirectory data) {
    this.given = given;
    this.data = data;
    this.marker = data.root().resolve("administrator-exists");
  }

  /** What auth is told. Nothing is made up where an earlier start was told something. */
  synchronized Optional<SecretText> offer() {
    madeEarlier = given.isEmpty() && data.hasSecret(UNSEEN);
    password =
        given.or(
            () ->
                Files.exists(marker) && !madeEarlier
                    ? Optional.empty()
                    : Optional.of(new SecretText(data.secret(UNSEEN, FirstAdministrator::random))));
    return password;
  }

  /** How auth took it. */
  synchronized void bootstrapped(AdminBootstrap found) {
    outcome = Optional.of(found);
    switch (found) {
      case CREATED, EXISTED -> remember();
      case MISSING ->
          throw StartRefused.because(
              "The user admin has no password, although there was one: were the databases emptied?"
                  + " Start once with OPSCONDUCTOR_ADMIN_PASSWORD set.");
    }
  }

  private synchronized boolean isUnseen() {
    return given.isEmpty() && (outcome.equals(Optional.of(AdminBootstrap.CREATED)) || madeEarlier);
  }

  /**
   * The line for the person who started the node; empty unless a password was made up that nobody
   * has seen. Asked for once, when it is about to be printed.
   */
  synchronized Optional<String> greeting() {
    boolean unseen = isUnseen();
    if (outcome.isPresent()) {
      data.forget(UNSEEN);
    }
    return unseen
        ? password.map(
            made ->
                "Sign in as "
                    + USERNAME
                    + " with the password "
                    + made.reveal()
                    + " (shown this once; change it)")
        : Optional.empty();
  }

  private void remember() {
    try {
      if (!Files.exists(marker)) {
        Files.createFile(marker);
      }
    } catch (IOException e) {
      throw StartRefused.because("Cannot write " + marker + ": " + e, e);
    }
  }

  private static String random() {
    SecureRandom random = new SecureRandom();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
      if (i > 0 && i % GROUP_LENGTH == 0) {
        text.append('-');
      }
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
