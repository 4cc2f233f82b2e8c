package io.opsconductor.launcher.cli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Looks at private keys only as far as to know whether they need a passphrase. */
final class PrivateKeys {

  private static final String MAGIC = "openssh-key-v1\0";

  private PrivateKeys() {}

  static boolean isEncrypted(String key) {
    if (!key.contains("BEGIN OPENSSH PRIVATE KEY")) {
      return key.contains("ENCRYPTED");
    }
    try {
      byte[] content =
          Base64.getMimeDecoder().decode(key.replaceAll("-----[A-Z ]+-----", "").strip());
      return !"none".equals(cipher(ByteBuffer.wrap(content)));
    } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
      return false; // the server says what is wrong with it
    }
  }

  /** The first field after the magic (OpenSSH, PROTOCOL.key). */
  private static String cipher(ByteBuffer content) {
    content.position(MAGIC.length());
    int length = content.getInt();
    if (length < 0 || length > content.remaining()) {
      throw new IllegalArgumentException("The key is cut off");
    }
    byte[] name = new byte[length];
    content.get(name);
    return new String(name, StandardCharsets.US_ASCII);
  }
}
