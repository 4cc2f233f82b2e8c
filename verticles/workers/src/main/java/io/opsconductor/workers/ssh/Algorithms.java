package io.opsconductor.workers.ssh;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * What is offered to a server. SHA-1, CBC modes and plain RSA/SHA-1 signatures are not; strict key
 * exchange (against CVE-2023-48795) is used with every server that has it.
 */
final class Algorithms {

  private static final String KEY_EXCHANGE =
      String.join(
          ",",
          "curve25519-sha256",
          "curve25519-sha256@libssh.org",
          "mlkem768x25519-sha256",
          "ecdh-sha2-nistp256",
          "ecdh-sha2-nistp384",
          "ecdh-sha2-nistp521",
          "diffie-hellman-group-exchange-sha256",
          "diffie-hellman-group16-sha512",
          "diffie-hellman-group18-sha512",
          "diffie-hellman-group14-sha256");

  private static final String CIPHERS =
      String.join(
          ",",
          "aes128-gcm@openssh.com",
          "aes256-gcm@openssh.com",
          "chacha20-poly1305@openssh.com",
          "aes128-ctr",
          "aes192-ctr",
          "aes256-ctr");

  private static final String MACS =
      String.join(
          ",",
          "hmac-sha2-256-etm@openssh.com",
          "hmac-sha2-512-etm@openssh.com",
          "hmac-sha2-256",
          "hmac-sha2-512");

  private static final List<String> SIGNATURES =
      List.of(
          "ssh-ed25519",
          "ecdsa-sha2-nistp256",
          "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp521",
          "rsa-sha2-512",
          "rsa-sha2-256");

  private Algorithms() {}

  /** JSch's settings for a target; a known key's algorithms come first, so that it is presented. */
  static Map<String, String> config(Optional<HostKey> knownKey) {
    Map<String, String> config = new HashMap<>();
    config.put("kex", KEY_EXCHANGE);
    config.put("cipher.c2s", CIPHERS);
    config.put("cipher.s2c", CIPHERS);
    config.put("mac.c2s", MACS);
    config.put("mac.s2c", MACS);
    config.put("server_host_key", String.join(",", hostKeyAlgorithms(knownKey)));
    config.put("PubkeyAcceptedAlgorithms", String.join(",", SIGNATURES));
    config.put("StrictHostKeyChecking", "yes");
    config.put("prefer_known_host_key_types", "no");
    config.put("enable_strict_kex", "yes");
    config.put("MaxAuthTries", "3");
    // Each of these would cost a round trip; the answer is known or comes with the next one.
    config.put("enable_auth_none", "no");
    config.put("enable_pubkey_auth_query", "no");
    // Everything named above is in the JDK: JSch would try each of them anew for every connection.
    config.put("CheckCiphers", "");
    config.put("CheckKexes", "");
    config.put("CheckMacs", "");
    config.put("CheckSignatures", "");
    return config;
  }

  private static SequencedSet<String> hostKeyAlgorithms(Optional<HostKey> knownKey) {
    SequencedSet<String> ordered = new LinkedHashSet<>();
    knownKey.ifPresent(key -> ordered.addAll(key.signatureAlgorithms()));
    ordered.addAll(SIGNATURES);
    return ordered;
  }
}
