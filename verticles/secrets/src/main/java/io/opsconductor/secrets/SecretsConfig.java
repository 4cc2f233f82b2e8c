package io.opsconductor.secrets;

import java.nio.file.Path;

/**
 * The section {@code secrets} of the configuration.
 *
 * @param masterKeyFile file of the key that encrypts all others: 32 bytes, raw or in base64,
 *     readable by its owner alone. No default. Without it no credential can be read again: back it
 *     up, apart from the database
 */
record SecretsConfig(String masterKeyFile) {
  SecretsConfig {
    if (masterKeyFile == null || masterKeyFile.isBlank()) {
      throw new IllegalArgumentException(
          "secrets.master_key_file is missing: name a file of 32 random bytes");
    }
  }

  Path masterKeyPath() {
    return Path.of(masterKeyFile);
  }
}
