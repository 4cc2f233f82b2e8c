package io.opsconductor.secrets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reads the master key, and refuses one that others on the machine could read too. As in OpenSSH
 * that is asked of files of our own alone: one that somebody else put there for us to read, as
 * Kubernetes and Compose do with secrets, is open to us by its group or to all.
 */
final class MasterKeyFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private MasterKeyFile() {}

  /**
   * The key in the file.
   *
   * @throws IllegalArgumentException with one line that says what is wrong and how to mend it
   */
  static SecretKey read(Path file) {
    byte[] content = new byte[0];
    byte[] key = new byte[0];
    try {
      checkOwnerOnly(file);
      content = Files.readAllBytes(file);
      key = key(file, content);
      return new SecretKeySpec(key, "AES");
    } catch (IOException e) {
      throw new IllegalArgumentException("The master key file " + file + " cannot be read", e);
    } finally {
      Arrays.fill(content, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }

  private static void checkOwnerOnly(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(permissions) && isOurs(file)) {
      throw new IllegalArgumentException(
          "The master key file " + file + " is open to others: chmod 600 it");
    }
  }

  /** Where nobody tells who we are, every file is taken for ours. */
  private static boolean isOurs(Path file) throws IOException {
    Path self = Path.of("/proc/self");
    return !Files.exists(self)
        || Files.getAttribute(file, "unix:uid").equals(Files.getAttribute(self, "unix:uid"));
  }

  private static byte[] key(Path file, byte[] content) {
    byte[] key = content.length == Envelope.KEY_BYTES ? content.clone() : decoded(content);
    if (key.length != Envelope.KEY_BYTES) {
      throw new IllegalArgumentException(
          "The master key file " + file + " does not hold 32 bytes, raw or in base64");
    }
    return key;
  }

  private static byte[] decoded(byte[] content) {
    try {
      return Base64.getDecoder().decode(new String(content, StandardCharsets.ISO_8859_1).strip());
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
