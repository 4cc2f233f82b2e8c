package io.opsconductor.auth.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the directory is.
 *
 * @param hosts each with the port at the same place
 */
record LdapServers(List<String> hosts, List<Integer> ports, Security security) {
  /** How a connection is kept from others. */
  enum Security {
    /** TLS from the first byte. */
    LDAPS,
    START_TLS,
    /** On this machine, or because it is configured so. */
    NONE
  }

  LdapServers {
    hosts = List.copyOf(hosts);
    ports = List.copyOf(ports);
  }

  static LdapServers parse(List<String> urls, boolean startTls, boolean insecure) {
    List<String> hosts = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    List<String> schemes = new ArrayList<>();
    for (String text : urls) {
      LDAPURL url = url(text);
      hosts.add(url.getHost());
      ports.add(url.getPort());
      schemes.add(url.getScheme());
    }
    if (urls.isEmpty()) {
      throw wrong("auth.ldap.urls is needed, such as [ldaps://ldap.example.net]");
    }
    if (schemes.stream().distinct().count() > 1) {
      throw wrong("auth.ldap.urls must be all ldaps: or all ldap:, but is " + urls);
    }
    return new LdapServers(hosts, ports, security(schemes.getFirst(), hosts, startTls, insecure));
  }

  private static Security security(
      String scheme, List<String> hosts, boolean startTls, boolean insecure) {
    if (scheme.equals("ldaps")) {
      if (startTls) {
        throw wrong("auth.ldap.start_tls is for urls of ldap:, which begin without TLS");
      }
      return Security.LDAPS;
    }
    if (!startTls && !insecure && !hosts.stream().allMatch(LdapServers::isHere)) {
      throw wrong(
          "auth.ldap.urls would send passwords without TLS: use ldaps:, or start_tls, or say"
              + " insecure");
    }
    return startTls ? Security.START_TLS : Security.NONE;
  }

  private static boolean isHere(String host) {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]+){3}");
  }

  private static LDAPURL url(String text) {
    try {
      LDAPURL url = new LDAPURL(text);
      boolean plain = !url.baseDNProvided() && !url.filterProvided() && url.hostProvided();
      if (plain && List.of("ldap", "ldaps").contains(url.getScheme())) {
        return url;
      }
    } catch (LDAPException e) {
      throw new IllegalArgumentException(URLS + text, e);
    }
    throw wrong(URLS + text);
  }

  private static final String URLS =
      "auth.ldap.urls must be such as ldaps://ldap.example.net:636 but has ";

  private static IllegalArgumentException wrong(String words) {
    return new IllegalArgumentException(words);
  }

  @Override
  public String toString() {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < hosts.size(); i++) {
      shown.add(hosts.get(i) + ":" + ports.get(i));
    }
    return String.join(", ", shown);
  }
}
