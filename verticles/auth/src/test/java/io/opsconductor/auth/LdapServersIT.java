package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.PASSWORD;
import static io.opsconductor.auth.AuthNode.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import io.opsconductor.auth.external.ExternalIdentity;
import io.opsconductor.auth.ldap.LdapConfig;
import io.opsconductor.auth.ldap.LdapDirectory;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.Wire;
import io.opsconductor.platform.config.Section;
import io.opsconductor.platform.group.NodeHealth;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the directory is, whether it is the right one, and what happens when it is not there. */
class LdapServersIT {
  private static final SecretText SECRET = new SecretText("a directory's secret");

  @TempDir static Path files;
  private static final SettableClock CLOCK = new SettableClock();
  private static TestDirectory directory;

  @BeforeAll
  static void start() {
    directory = new TestDirectory(files);
    directory.person("s-ann", SECRET.reveal());
  }

  @AfterAll
  static void stop() {
    directory.close();
  }

  private static LdapDirectory open(Map<String, Object> section, NodeHealth health) {
    LdapConfig config =
        new Section("auth.ldap", Wire.mapper().valueToTree(section)).as(LdapConfig.class);
    LdapDirectory opened = new LdapDirectory(config, health, CLOCK);
    opened.start();
    return opened;
  }

  private static Optional<ExternalIdentity> ask(Map<String, Object> section) {
    try (LdapDirectory opened = open(section, new NodeHealth())) {
      return opened.authenticate("s-ann", SECRET);
    }
  }

  @Test
  void authenticate_shouldWork_whenTheServerHasACertificateOfTheAuthority() {
    // given
    Map<String, Object> startTls = directory.section(directory.startTls());
    startTls.put("start_tls", true);
    // when, then
    assertThat(ask(directory.section(directory.tlsUrl())))
        .hasValueSatisfying(
            found -> {
              assertThat(found.username()).isEqualTo("s-ann");
              assertThat(found.displayName()).isEqualTo("Dr. s-ann");
              assertThat(found.emailVerified()).isFalse();
            });
    assertThat(ask(startTls)).isPresent();
  }

  @Test
  void authenticate_shouldTrustNobodyElse_whenTheCertificateIsOfAnother() {
    // given
    Map<String, Object> otherAuthority = directory.section(directory.tlsUrl());
    otherAuthority.put("ca_file", files.resolve("other.pem").toString());
    Map<String, Object> otherAuthorityLater = directory.section(directory.startTls());
    otherAuthorityLater.put("start_tls", true);
    otherAuthorityLater.put("ca_file", files.resolve("other.pem").toString());
    Map<String, Object> otherName =
        directory.section(directory.tlsUrl().replace("127.0.0.1", "127.0.0.2"));
    Map<String, Object> otherNameLater =
        directory.section(directory.startTls().replace("127.0.0.1", "127.0.0.2"));
    otherNameLater.put("start_tls", true);
    // when, then
    for (Map<String, Object> section :
        List.of(otherAuthority, otherAuthorityLater, otherName, otherNameLater)) {
      refusedWith(ErrorCode.DIRECTORY_UNAVAILABLE, () -> ask(section));
    }
  }

  @Test
  void authenticate_shouldNotAsk_whenThereIsNoPassword() throws LDAPException {
    // given
    try (LdapDirectory opened = open(directory.section(directory.plain()), new NodeHealth())) {
      // when, then
      assertThat(opened.authenticate("s-ann", new SecretText(""))).isEmpty();
      assertThat(opened.authenticate("s-ann", SECRET)).isPresent();
    }
  }

  @Test
  void authenticate_shouldAskTheNextServer_whenTheFirstIsDead() throws IOException {
    String dead;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      dead = "ldap://127.0.0.1:" + free.getLocalPort();
    }
    assertThat(ask(directory.section(dead, directory.plain()))).isPresent();
  }

  @Test
  void authenticate_shouldEnd_whenServersAcceptAndNeverAnswer() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      // given
      String port = "://127.0.0.1:" + silent.getLocalPort();
      Map<String, Object> plain = directory.section("ldap" + port);
      Map<String, Object> startTls = directory.section("ldap" + port);
      startTls.put("start_tls", true);
      Map<String, Object> tls = directory.section("ldaps" + port);
      // when, then
      for (Map<String, Object> section : List.of(plain, startTls, tls)) {
        section.put("connect_timeout_ms", 200);
        section.put("response_timeout_ms", 200);
        refusedWith(ErrorCode.DIRECTORY_UNAVAILABLE, () -> ask(section));
      }
    }
  }

  @Test
  void authenticate_shouldNotAskForAWhile_whenTheDirectoryFailedAgainAndAgain()
      throws LDAPException {
    // given: the service account is not let in, which says nothing of those who sign in
    NodeHealth health = new NodeHealth();
    Map<String, Object> section = directory.section(directory.plain());
    section.put("bind_dn", "cn=later," + TestDirectory.BASE);
    try (LdapDirectory opened = open(section, health)) {
      for (int i = 0; i < 3; i++) {
        assertThat(health.warnings()).isEmpty();
        refusedWith(ErrorCode.DIRECTORY_UNAVAILABLE, () -> opened.authenticate("s-ann", SECRET));
      }
      // when
      directory.add(
          "dn: cn=later," + TestDirectory.BASE,
          "objectClass: person",
          "cn: later",
          "userPassword: reads all day");
      // then
      assertThat(health.warnings().get("directory")).contains("corp has not answered since");
      refusedWith(ErrorCode.DIRECTORY_UNAVAILABLE, () -> opened.authenticate("s-ann", SECRET));
      CLOCK.forward(Duration.ofSeconds(11));
      assertThat(opened.authenticate("s-ann", SECRET)).isPresent();
      assertThat(health.warnings()).isEmpty();
    }
    assertThat(health.warnings()).isEmpty();
  }

  @Test
  void login_shouldLetLocalUsersIn_whenTheDirectoryHangs() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      // given
      Map<String, Object> section = directory.section("ldap://127.0.0.1:" + silent.getLocalPort());
      section.put("response_timeout_ms", 500);
      section.put("max_connections", 1);
      try (AuthNode node = new AuthNode(Map.of("ldap", section))) {
        node.user("s-local");
        // when
        List<CompletableFuture<Void>> asking =
            IntStream.range(0, 4)
                .mapToObj(
                    n ->
                        CompletableFuture.runAsync(
                            () ->
                                refusedWith(
                                    ErrorCode.DIRECTORY_UNAVAILABLE,
                                    () -> node.login("s-far-" + n, SECRET)),
                            Thread::startVirtualThread))
                .toList();
        // then
        assertThat(node.context(node.login("s-local", PASSWORD)).username()).isEqualTo("s-local");
        refusedWith(ErrorCode.DIRECTORY_UNAVAILABLE, () -> node.login("s-far", SECRET));
        asking.forEach(one -> assertThat(one).succeedsWithin(Duration.ofMinutes(1)));
      }
    }
  }
}
