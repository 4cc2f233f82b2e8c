package io.opsconductor.demofleet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** An ed25519 key in a file in OpenSSH format, readable by its owner only. */
final class KeyFile {

  private static final int BITS = 256;

  private KeyFile() {}

  static KeyPair loadOrMake(Path file) throws IOException {
    try {
      return Files.exists(file) ? load(file) : make(file);
    } catch (GeneralSecurityException e) {
      throw new IOException("the key " + file + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static KeyPair load(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName(file.toString()), in, null)
          .iterator()
          .next();
    }
  }

  private static KeyPair make(Path file) throws IOException, GeneralSecurityException {
    KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, BITS);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "demo-fleet", null, text);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, text.toByteArray());
    return pair;
  }
}
