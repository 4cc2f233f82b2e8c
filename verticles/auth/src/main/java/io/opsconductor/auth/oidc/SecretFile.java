package io.opsconductor.auth.oidc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file with a client's secret. */
final class SecretFile {
  private SecretFile() {}

  /** As the file holds it, without white space at its end. */
  static String read(OidcProviderSettings settings) {
    String secret;
    try {
      secret = Files.readString(Path.of(settings.clientSecretFile())).stripTrailing();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "auth.oidc.providers, "
              + settings.name()
              + ": client_secret_file "
              + settings.clientSecretFile()
              + " cannot be read",
          e);
    }
    if (secret.isEmpty()) {
      throw new IllegalArgumentException(
          "auth.oidc.providers, "
              + settings.name()
              + ": client_secret_file "
              + settings.clientSecretFile()
              + " is empty");
    }
    return secret;
  }
}
