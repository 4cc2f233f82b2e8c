package io.opsconductor.launcher.home;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file with one secret, readable by its owner alone (mode 0600). */
public final class SecretFile {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private SecretFile() {}

  /** The text of the file, without white space at its ends. */
  public static String read(Path file) throws IOException {
    return Files.readString(file).strip();
  }

  /**
   * Writes a new file: it appears with its whole content or not at all.
   *
   * @throws FileAlreadyExistsException when the file exists; it is left as it is
   */
  static void create(Path file, String secret) throws IOException {
    Path draft =
        Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", OWNER_ONLY);
    try {
      Files.writeString(draft, secret + "\n");
      // A hard link is the one atomic step that fails when the name is taken.
      Files.createLink(file, draft);
    } finally {
      Files.delete(draft);
    }
  }
}
