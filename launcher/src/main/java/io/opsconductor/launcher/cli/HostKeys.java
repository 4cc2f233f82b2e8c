package io.opsconductor.launcher.cli;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SSH host keys in the form of a known_hosts file. */
final class HostKeys {

  private static final Pattern FORM = Pattern.compile("\\s*\\S+\\s+(\\S+)(\\s.*)?");

  private HostKeys() {}

  /**
   * {@code SHA256:…} as OpenSSH shows it.
   *
   * @param key {@code <type> <base64>}
   */
  static String fingerprint(String key) {
    Matcher parts = FORM.matcher(key);
    if (!parts.matches()) {
      throw CliException.usage("A host key has a type and a value: 'ssh-ed25519 AAAA…'.");
    }
    try {
      byte[] blob = Base64.getDecoder().decode(parts.group(1));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (IllegalArgumentException e) {
      throw new CliException(Exit.USAGE, "The value of the host key is not base64.", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
