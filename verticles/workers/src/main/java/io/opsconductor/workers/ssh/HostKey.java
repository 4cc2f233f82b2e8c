package io.opsconductor.workers.ssh;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A server's public key in the text form of known_hosts.
 *
 * @param type such as {@code ssh-ed25519}
 * @param base64 the key blob
 */
public record HostKey(String type, String base64) {

  public HostKey {
    if (type.isBlank() || base64.isBlank()) {
      throw new IllegalArgumentException("host key: type and key must be given");
    }
  }

  /** Reads {@code type base64 [comment]}. */
  public static HostKey parse(String text) {
    String[] words = text.strip().split("\\s+", -1);
    if (words.length < 2) {
      throw new IllegalArgumentException(
          "host key: expected 'type base64' but got " + words.length + " word");
    }
    HostKey key = new HostKey(words[0], words[1]);
    if (!typeOf(Base64.getDecoder().decode(key.base64)).equals(key.type)) {
      throw new IllegalArgumentException("host key: the key is not of the type " + key.type);
    }
    return key;
  }

  /** From the blob on the wire, which begins with its type (RFC 4253 section 6.6). */
  static HostKey ofBlob(byte[] blob) {
    return new HostKey(typeOf(blob), Base64.getEncoder().encodeToString(blob));
  }

  /** As {@code ssh-keygen -l} prints it: {@code SHA256:…}. */
  public String fingerprint() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(base64));
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** {@code type base64}. */
  public String text() {
    return type + " " + base64;
  }

  /** The signature algorithms with which a server can prove this key. */
  List<String> signatureAlgorithms() {
    return "ssh-rsa".equals(type) ? List.of("rsa-sha2-512", "rsa-sha2-256") : List.of(type);
  }

  private static String typeOf(byte[] blob) {
    if (blob.length < 4) {
      throw new IllegalArgumentException("host key: the key is too short");
    }
    int length = ByteBuffer.wrap(blob).getInt();
    if (length < 1 || length > blob.length - 4) {
      throw new IllegalArgumentException("host key: the key is malformed");
    }
    return new String(blob, 4, length, StandardCharsets.US_ASCII);
  }
}
