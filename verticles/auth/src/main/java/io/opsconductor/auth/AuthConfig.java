package io.opsconductor.auth;

import io.opsconductor.contracts.SecretText;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The section {@code auth}.
 *
 * @param masterKeyFile file with the installation's master key, 32 bytes at least; without it,
 *     access tokens end with the process and are understood by this node only
 * @param initialAdminPassword of the user {@code admin}, for as long as that has none
 */
record AuthConfig(String masterKeyFile, SecretText initialAdminPassword) {
  Optional<Path> masterKey() {
    return Optional.ofNullable(masterKeyFile).map(Path::of);
  }

  Optional<SecretText> adminPassword() {
    return Optional.ofNullable(initialAdminPassword);
  }
}
