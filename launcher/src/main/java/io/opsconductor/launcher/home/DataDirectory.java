package io.opsconductor.launcher.home;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The directory that a cluster on one machine shares: secrets, and the embedded PostgreSQL.
 *
 * @param root absolute path
 */
public record DataDirectory(Path root) {

  private static final int SECRET_BYTES = 32;

  public DataDirectory {
    Objects.requireNonNull(root, "root");
    if (!root.isAbsolute()) {
      throw new IllegalArgumentException("data directory must be absolute, is: " + root);
    }
  }

  /** Creates what is missing of the directory, readable by its owner alone. */
  public static DataDirectory open(Path directory) {
    DataDirectory data = new DataDirectory(directory.toAbsolutePath().normalize());
    createPrivate(data.root);
    createPrivate(data.secrets());
    return data;
  }

  /** Holds every secret that this cluster made for itself; back it up apart from the databases. */
  public Path secrets() {
    return root.resolve("secrets");
  }

  /** Holds the binaries, the data and the logs of the embedded PostgreSQL. */
  public Path postgres() {
    return root.resolve("postgres");
  }

  /** The key that encrypts stored credentials, unless the configuration names another file. */
  public Path masterKey() {
    return secrets().resolve("master.key");
  }

  /**
   * The secret of this name: read when there is one, else 32 random bytes in Base64, stored
   * readable by the owner alone. Several processes may ask at once and get the same one.
   */
  public String secret(String name) {
    return secret(name, DataDirectory::random);
  }

  /** As {@link #secret(String)}, with a text of one's own instead of random bytes. */
  public String secret(String name, Supplier<String> text) {
    Path file = secrets().resolve(name);
    try {
      return Files.exists(file) ? SecretFile.read(file) : createSecret(file, text.get());
    } catch (IOException e) {
      throw StartRefused.because("Cannot read or write " + file + ": " + reason(e), e);
    }
  }

  /** Whether a secret of this name is stored. */
  public boolean hasSecret(String name) {
    return Files.exists(secrets().resolve(name));
  }

  /** Removes a secret that is needed no more. */
  public void forget(String name) {
    Path file = secrets().resolve(name);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw StartRefused.because("Cannot delete " + file + ": " + reason(e), e);
    }
  }

  private static String random() {
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getEncoder().encodeToString(random);
  }

  private static String createSecret(Path file, String secret) throws IOException {
    try {
      SecretFile.create(file, secret);
    } catch (FileAlreadyExistsException e) {
      // Another process of this cluster was quicker; its secret is the one.
      return SecretFile.read(file);
    }
    return SecretFile.read(file);
  }

  private static void createPrivate(Path directory) {
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException e) {
      throw StartRefused.because(
          "Cannot create the data directory "
              + directory
              + ": "
              + reason(e)
              + ". Choose another with --data.",
          e);
    }
    if (!Files.isWritable(directory)) {
      throw StartRefused.because(
          "The data directory "
              + directory
              + " cannot be written by this user. Choose another with --data.");
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }
}
