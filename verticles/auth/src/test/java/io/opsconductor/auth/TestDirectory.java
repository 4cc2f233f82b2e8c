package io.opsconductor.auth;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldif.LDIFException;
import io.opsconductor.testkit.TestAuthority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A real directory of this process: without TLS, with TLS, and with TLS that is begun later. */
final class TestDirectory implements AutoCloseable {
  static final String BASE = "dc=example,dc=net";
  static final String PEOPLE = "ou=people," + BASE;
  static final String GROUPS = "ou=groups," + BASE;
  static final String READER = "cn=reader," + BASE;
  private static final String READERS_PASSWORD = "reads all day";

  final InMemoryDirectoryServer server;
  private final TestAuthority authority = new TestAuthority();
  private final Path files;

  TestDirectory(Path files) {
    this.files = files;
    try {
      SSLContext tls = tls();
      InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
      config.setSchema(null);
      config.setListenerConfigs(
          InMemoryListenerConfig.createLDAPConfig("plain", null, 0, null),
          InMemoryListenerConfig.createLDAPConfig("start", null, 0, tls.getSocketFactory()),
          InMemoryListenerConfig.createLDAPSConfig(
              "tls", null, 0, tls.getServerSocketFactory(), null));
      config.setAuthenticationRequiredOperationTypes(Set.of(OperationType.SEARCH));
      server = new InMemoryDirectoryServer(config);
      server.startListening();
      add("dn: " + BASE, "objectClass: domain", "dc: example");
      add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
      add("dn: " + GROUPS, "objectClass: organizationalUnit", "ou: groups");
      add(
          "dn: " + READER,
          "objectClass: person",
          "cn: reader",
          "userPassword: " + READERS_PASSWORD);
      Files.writeString(files.resolve("reader.password"), READERS_PASSWORD + "\n");
      Files.writeString(files.resolve("ca.pem"), authority.pem());
      Files.writeString(files.resolve("other.pem"), new TestAuthority().pem());
    } catch (LDAPException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SSLContext tls() throws GeneralSecurityException, IOException {
    TestAuthority.Issued issued = authority.issue(Duration.ofDays(1));
    Certificate chain =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(issued.chain().getBytes(StandardCharsets.UTF_8)));
    String key = issued.key().replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    PrivateKey own =
        KeyFactory.getInstance(chain.getPublicKey().getAlgorithm())
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setKeyEntry("own", own, new char[0], new Certificate[] {chain});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  void add(String... lines) {
    try {
      server.add(lines);
    } catch (LDAPException | LDIFException e) {
      throw new IllegalStateException(e);
    }
  }

  void modify(String... lines) {
    try {
      server.modify(lines);
    } catch (LDAPException | LDIFException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Somebody with a password. */
  void person(String uid, String password, String... more) {
    String[] lines =
        new String[] {
          "dn: " + dn(uid),
          "objectClass: person",
          "uid: " + uid,
          "cn: " + uid,
          "displayName: Dr. " + uid,
          "mail: " + uid + "@example.net",
          "userPassword: " + password
        };
    String[] all = new String[lines.length + more.length];
    System.arraycopy(lines, 0, all, 0, lines.length);
    System.arraycopy(more, 0, all, lines.length, more.length);
    add(all);
  }

  static String dn(String uid) {
    return "uid=" + uid + "," + PEOPLE;
  }

  static String group(String cn) {
    return "cn=" + cn + "," + GROUPS;
  }

  String plain() {
    return url("ldap", "plain");
  }

  String startTls() {
    return url("ldap", "start");
  }

  String tlsUrl() {
    return url("ldaps", "tls");
  }

  private String url(String scheme, String listener) {
    return scheme + "://127.0.0.1:" + server.getListenPort(listener);
  }

  /** The section {@code auth.ldap}, for these servers. */
  Map<String, Object> section(String... urls) {
    Map<String, Object> section = new HashMap<>();
    section.put("name", "corp");
    section.put("urls", List.of(urls));
    section.put("ca_file", files.resolve("ca.pem").toString());
    section.put("bind_dn", READER);
    section.put("bind_password_file", files.resolve("reader.password").toString());
    section.put("base_dn", PEOPLE);
    section.put("connect_timeout_ms", 2000);
    section.put("response_timeout_ms", 2000);
    section.put(
        "groups",
        List.of(
            Map.of(
                "group",
                "CN=Ops, " + GROUPS,
                "roles",
                List.of("operator"),
                "teams",
                List.of("Web")),
            Map.of("group", group("sec"), "roles", List.of("auditor"))));
    return section;
  }

  @Override
  public void close() {
    server.shutDown(true);
  }
}
