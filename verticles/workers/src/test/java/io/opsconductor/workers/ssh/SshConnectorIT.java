package io.opsconductor.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opsconductor.contracts.targets.ConnectionCategory;
import io.opsconductor.contracts.targets.ConnectionTestResult;
import io.opsconductor.contracts.targets.HostKeyPolicy;
import io.opsconductor.testkit.SshKeyFile;
import io.opsconductor.testkit.TestSshd;
import io.opsconductor.workers.ssh.HostKeyVerifier.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshConnectorIT {

  private static final HostKeyVerifier ACCEPT = key -> Verdict.ACCEPTED;
  private static final HostKeyVerifier NOBODY =
      key -> {
        throw new AssertionError("must not be asked");
      };

  private static TestSshd sshd;
  private static SshConnector connector;
  private static SshConnector hasty;

  @BeforeAll
  static void startServer() {
    sshd = TestSshd.start();
    connector = new SshConnector(SshSettings.defaults().withConnectTimeout(Duration.ofSeconds(30)));
    hasty = new SshConnector(SshSettings.defaults().withConnectTimeout(Duration.ofSeconds(2)));
  }

  @AfterAll
  static void stopServer() {
    hasty.close();
    connector.close();
    sshd.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ed25519,,",
    "ecdsa,,",
    "rsa,,",
    "ed25519,secret,",
    "rsa,secret,PEM",
    "ecdsa,secret,PKCS8",
    "rsa,,PEM",
    "ecdsa,,PEM"
  })
  void connect_shouldLogIn_whenTheKeyIsAuthorized(String type, String passphrase, String format)
      throws Exception {
    // given
    String secret = passphrase == null ? "" : passphrase;
    String[] more = format == null ? new String[0] : new String[] {"-m", format};
    String name = type + secret + format;
    SshKeyFile key = SshKeyFile.generate(sshd.directory(), name, type, secret, more);
    sshd.authorize(key.publicKey());

    // when
    try (SshCredential credential = Ssh.key(sshd, key, secret);
        SshConnection connection = connector.connect(Ssh.endpoint(sshd), credential, ACCEPT)) {

      // then
      assertThat(Ssh.run(connection, "echo hi").out()).isEqualTo("hi\n");
    }
  }

  @Test
  void connect_shouldSayAuthentication_whenTheKeyIsNotAuthorized() throws Exception {
    // given
    SshKeyFile key = SshKeyFile.generate(sshd.directory(), "stranger", "ed25519", "");

    // then
    assertThat(failure(Ssh.endpoint(sshd), Ssh.key(sshd, key, ""), ACCEPT).category())
        .isEqualTo(ConnectionCategory.AUTHENTICATION);
  }

  @Test
  void connect_shouldSayAuthentication_whenThePasswordMethodIsOff() {
    // given
    SshCredential password = SshCredential.password(sshd.username(), Ssh.bytes("wrong"));

    // then
    assertThat(failure(Ssh.endpoint(sshd), password, ACCEPT).category())
        .isEqualTo(ConnectionCategory.AUTHENTICATION);
  }

  @Test
  void key_shouldSayAuthentication_whenThePassphraseIsWrong() {
    // given
    SshKeyFile key = SshKeyFile.generate(sshd.directory(), "locked", "ed25519", "right");

    // then
    for (String passphrase : List.of("", "wrong")) {
      SshConnectException thrown =
          catchThrowableOfType(SshConnectException.class, () -> Ssh.key(sshd, key, passphrase));
      assertThat(thrown.category()).isEqualTo(ConnectionCategory.AUTHENTICATION);
      assertThat(thrown.getMessage()).doesNotContain("PRIVATE");
    }
  }

  @Test
  void connect_shouldSayRefused_whenNothingListens() throws Exception {
    assertThat(failure(at("127.0.0.1", freePort()), Ssh.key(sshd), NOBODY).category())
        .isEqualTo(ConnectionCategory.REFUSED);
  }

  @Test
  void connect_shouldSayResolve_whenTheNameIsUnknown() throws Exception {
    assertThat(failure(at("no-such-host.invalid", 22), Ssh.key(sshd), NOBODY).category())
        .isEqualTo(ConnectionCategory.RESOLVE);
  }

  @Test
  void connect_shouldSayTimeout_whenThePeerNeverAnswers() throws Exception {
    // given
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      long start = System.nanoTime();

      // when
      SshConnectException failure =
          failure(hasty, at("127.0.0.1", silent.getLocalPort()), Ssh.key(sshd), NOBODY);

      // then
      assertThat(failure.category()).isEqualTo(ConnectionCategory.CONNECT_TIMEOUT);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void connect_shouldSayTimeout_whenThePeerTrickles() throws Exception {
    // given
    try (ServerSocket trickling = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> trickle(trickling));
      long start = System.nanoTime();

      // when
      SshConnectException failure =
          failure(hasty, at("127.0.0.1", trickling.getLocalPort()), Ssh.key(sshd), NOBODY);

      // then
      assertThat(failure.category()).isEqualTo(ConnectionCategory.CONNECT_TIMEOUT);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void connect_shouldSayProtocol_whenThePeerHangsUp() throws Exception {
    // given
    try (ServerSocket rude = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(
          () -> {
            try (Socket peer = rude.accept()) {
              peer.getOutputStream().write(Ssh.bytes("HTTP/1.1 400 Bad Request\r\n\r\n"));
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          });

      // then
      assertThat(failure(at("127.0.0.1", rude.getLocalPort()), Ssh.key(sshd), NOBODY).category())
          .isEqualTo(ConnectionCategory.PROTOCOL);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void connect_shouldGetThePinnedType_whenTheServerHasSeveral(String type) throws Exception {
    // given
    SshEndpoint endpoint = Ssh.pinned(sshd, sshd.hostKey(type));

    // when
    try (SshConnection connection = connector.connect(endpoint, Ssh.key(sshd), NOBODY)) {

      // then
      assertThat(connection.hostKey().text()).isEqualTo(sshd.hostKey(type));
    }
  }

  @Test
  void connect_shouldAskWhoKeepsKeys_whenNoneIsKnown() throws Exception {
    // given
    List<HostKey> seen = new ArrayList<>();

    // when
    connector
        .connect(
            Ssh.endpoint(sshd),
            Ssh.key(sshd),
            key -> {
              seen.add(key);
              return Verdict.ACCEPTED;
            })
        .close();

    // then
    assertThat(seen).extracting(HostKey::text).containsExactly(sshd.hostKey("ed25519"));
  }

  @Test
  void connect_shouldRefuse_whenAnotherKeyWasKnownMeanwhile() throws Exception {
    // when
    SshConnectException failure =
        failure(Ssh.endpoint(sshd), Ssh.key(sshd), key -> Verdict.CHANGED);

    // then
    assertThat(failure.category()).isEqualTo(ConnectionCategory.HOST_KEY_CHANGED);
    assertThat(failure.presented()).contains(HostKey.parse(sshd.hostKey("ed25519")));
  }

  @Test
  void connect_shouldRefuse_whenThePolicyIsStrictAndNoKeyIsKnown() throws Exception {
    // given
    SshEndpoint strict =
        new SshEndpoint("127.0.0.1", sshd.port(), HostKeyPolicy.STRICT, Optional.empty());

    // then
    assertThat(failure(strict, Ssh.key(sshd), NOBODY).category())
        .isEqualTo(ConnectionCategory.HOST_KEY_CHANGED);
  }

  @Test
  void connect_shouldSayChanged_whenTheKeyOrItsTypeChanged() throws Exception {
    try (TestSshd other = TestSshd.start(1, List.of("ed25519"), Map.of())) {
      // given
      SshEndpoint pinned = Ssh.pinned(other, other.hostKey("ed25519"));
      connector.connect(pinned, Ssh.key(other), NOBODY).close();

      // when
      other.rotateHostKeys();
      other.restart();

      // then
      assertThat(failure(pinned, Ssh.key(other), NOBODY).category())
          .isEqualTo(ConnectionCategory.HOST_KEY_CHANGED);

      // when
      other.rotateHostKeys("ecdsa");
      other.restart();

      // then
      assertThat(failure(pinned, Ssh.key(other), NOBODY).category())
          .isEqualTo(ConnectionCategory.HOST_KEY_CHANGED);
    }
  }

  @Test
  void connect_shouldSayProtocol_whenThereIsOnlyOldCryptography() throws Exception {
    try (TestSshd old =
        TestSshd.start(
            1, List.of("ed25519"), Map.of("KexAlgorithms", "diffie-hellman-group14-sha1"))) {
      // when
      SshConnectException failure = failure(Ssh.endpoint(old), Ssh.key(old), NOBODY);

      // then
      assertThat(failure.category()).isEqualTo(ConnectionCategory.PROTOCOL);
      assertThat(failure.getMessage()).contains("diffie-hellman-group14-sha1");
    }
  }

  @Test
  void test_shouldSayHowItWent_whenTheTargetAnswersOrNot() throws Exception {
    // given
    SshTest test = new SshTest(connector);

    // when
    ConnectionTestResult good =
        test.test(Ssh.endpoint(sshd), Ssh.key(sshd), ACCEPT, Duration.ofSeconds(5));
    ConnectionTestResult bad =
        test.test(at("127.0.0.1", freePort()), Ssh.key(sshd), ACCEPT, Duration.ofSeconds(5));

    // then
    assertThat(good.ok()).isTrue();
    assertThat(good.category()).isEqualTo(ConnectionCategory.OK);
    assertThat(good.hostKey()).isEqualTo(sshd.hostKey("ed25519"));
    assertThat(bad.ok()).isFalse();
    assertThat(bad.category()).isEqualTo(ConnectionCategory.REFUSED);
    assertThat(bad.hostKey()).isNull();
  }

  @Test
  void test_shouldSayPermission_whenNoCommandMayRun() throws Exception {
    try (TestSshd closed =
        TestSshd.start(1, List.of("ed25519"), Map.of("ForceCommand", "/bin/false"))) {
      // when
      ConnectionTestResult result =
          new SshTest(connector)
              .test(Ssh.endpoint(closed), Ssh.key(closed), ACCEPT, Duration.ofSeconds(5));

      // then
      assertThat(result.ok()).isFalse();
      assertThat(result.category()).isEqualTo(ConnectionCategory.PERMISSION);
    }
  }

  @Test
  void run_shouldPassOverNoise_whenTheLoginPrintsSome() throws Exception {
    try (TestSshd noisy =
            TestSshd.start(
                1,
                List.of("ed25519"),
                Map.of(
                    "ForceCommand",
                    "echo noise; printf 'more noise' >&2; eval \"$SSH_ORIGINAL_COMMAND\""));
        SshConnection connection = connector.connect(Ssh.endpoint(noisy), Ssh.key(noisy), ACCEPT)) {
      // when
      Ssh.Recorded result = Ssh.run(connection, "echo hi; echo err >&2");

      // then
      assertThat(result.out()).isEqualTo("hi\n");
      assertThat(result.err()).isEqualTo("err\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"busybox sh -s", "bash --posix -s", "bash -s"})
  void run_shouldWork_whenTheShellIsAnother(String shell) throws Exception {
    try (TestSshd other =
            TestSshd.start(1, List.of("ed25519"), Map.of("ForceCommand", "exec " + shell));
        SshConnection connection = connector.connect(Ssh.endpoint(other), Ssh.key(other), ACCEPT)) {
      // when
      Ssh.Recorded result =
          Ssh.run(
              connection, "echo \"$A\"; cat; exit 9", Map.of("A", "it's"), Duration.ofSeconds(10));
      Ssh.Recorded late = Ssh.run(connection, "sleep 100", Map.of(), Duration.ofMillis(500));

      // then
      assertThat(result.out()).isEqualTo("it's\n");
      assertThat(result.code()).isEqualTo(9);
      assertThat(late.result().processesGone()).isTrue();
    }
  }

  @Test
  void run_shouldLeadItsOwnGroup_whenTheServerMakesNone() throws Exception {
    try (TestSshd grouped =
            TestSshd.start(1, List.of("ed25519"), Map.of("ForceCommand", "/bin/sh -s; exit $?"));
        SshConnection connection =
            connector.connect(Ssh.endpoint(grouped), Ssh.key(grouped), ACCEPT)) {
      // when
      Ssh.Recorded result =
          Ssh.run(
              connection,
              "read s </proc/$$/stat; set -- ${s##*) }; [ $3 = $$ ] && echo \"$A\"; exit 4",
              Map.of("A", "$HOME 'x'"),
              Duration.ofSeconds(10));

      // then
      assertThat(result.out()).isEqualTo("$HOME 'x'\n");
      assertThat(result.code()).isEqualTo(4);
    }
  }

  private static SshConnectException failure(
      SshEndpoint endpoint, SshCredential credential, HostKeyVerifier verifier) {
    return failure(connector, endpoint, credential, verifier);
  }

  private static SshConnectException failure(
      SshConnector by, SshEndpoint endpoint, SshCredential credential, HostKeyVerifier verifier) {
    return catchThrowableOfType(
        SshConnectException.class, () -> by.connect(endpoint, credential, verifier));
  }

  private static SshEndpoint at(String host, int port) {
    return new SshEndpoint(host, port, HostKeyPolicy.TRUST_FIRST_USE, Optional.empty());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void trickle(ServerSocket server) {
    try (Socket peer = server.accept();
        OutputStream out = peer.getOutputStream()) {
      while (true) {
        out.write('x');
        out.flush();
        peer.setSoTimeout(100);
        try {
          peer.getInputStream().readNBytes(1000);
        } catch (SocketTimeoutException e) {
          // the client is still waiting
        }
      }
    } catch (IOException e) {
      // the client hung up, as it should
    }
  }
}
