package io.opsconductor.contracts.targets;

import io.opsconductor.contracts.Checks;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A target as written by a person.
 *
 * @param host name or address
 * @param port 22 when absent
 * @param connection {@code ssh} when absent
 * @param tags at most 64, empty when absent
 * @param hostKeyPolicy {@code trust_first_use} when absent
 * @param hostKey {@code <type> <base64>} as in a known_hosts file; absent when not known
 */
public record TargetInput(
    String name,
    String host,
    Integer port,
    ConnectionType connection,
    UUID credentialId,
    Map<String, String> tags,
    HostKeyPolicy hostKeyPolicy,
    String hostKey) {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._:%-]{0,252})|::[A-Fa-f0-9:.]*");
  private static final Pattern TAG_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,62}");

  public TargetInput {
    Checks.name(name, "name");
    Checks.present(host, "host");
    if (!HOST.matcher(host).matches()) {
      throw Checks.invalid("host", "must be a host name or an address");
    }
    port = port == null ? 22 : (int) Checks.range(port, "port", 1, 65535);
    connection = connection == null ? ConnectionType.SSH : connection;
    Checks.present(credentialId, "credentialId");
    tags = tags == null ? Map.of() : checkedTags(tags);
    hostKeyPolicy = hostKeyPolicy == null ? HostKeyPolicy.TRUST_FIRST_USE : hostKeyPolicy;
    if (hostKey != null) {
      Checks.text(hostKey, "hostKey", 16 * 1024);
    }
  }

  private static Map<String, String> checkedTags(Map<String, String> tags) {
    Checks.range(tags.size(), "tags", 0, 64);
    tags.forEach(
        (name, value) -> {
          if (!TAG_NAME.matcher(name).matches()) {
            throw Checks.invalid(
                "tags", "has the name " + name + ", which is not letters, digits and _ . -");
          }
          if (value == null
              || value.isEmpty()
              || value.length() > 256
              || value.indexOf('\0') >= 0) {
            throw Checks.invalid(
                "tags", "must give " + name + " a value of 1 to 256 characters, without NUL");
          }
        });
    return Map.copyOf(tags);
  }
}
