package io.opsconductor.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opsconductor.contracts.targets.ConnectionCategory;
import io.opsconductor.contracts.targets.HostKeyPolicy;
import io.opsconductor.demofleet.DemoFleet;
import io.opsconductor.demofleet.DemoHost;
import io.opsconductor.workers.ssh.HostKeyVerifier.Verdict;
import io.opsconductor.workers.ssh.StepResult.End;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords, which the real sshd of the tests has none for, and another server than OpenSSH. */
class DemoFleetSshIT {

  private static SshConnector connector;

  @BeforeAll
  static void open() {
    connector = new SshConnector(SshSettings.defaults());
  }

  @AfterAll
  static void close() {
    connector.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "keyboard-interactive"})
  void connect_shouldLogIn_whenThePasswordIsRight(String method) throws Exception {
    try (DemoFleet fleet = fleet(method);
        SshCredential credential =
            SshCredential.password(DemoFleet.USERNAME, Ssh.bytes(fleet.password()));
        SshConnection connection = connect(fleet, credential)) {
      assertThat(Ssh.run(connection, "echo hi").out()).isEqualTo("hi\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "keyboard-interactive"})
  void connect_shouldSayAuthentication_whenThePasswordIsWrong(String method) {
    try (DemoFleet fleet = fleet(method);
        SshCredential credential = SshCredential.password(DemoFleet.USERNAME, Ssh.bytes("wrong"))) {
      SshConnectException failure =
          catchThrowableOfType(SshConnectException.class, () -> connect(fleet, credential));
      assertThat(failure.category()).isEqualTo(ConnectionCategory.AUTHENTICATION);
    }
  }

  @Test
  void run_shouldBehaveAsWithOpenSsh_whenTheServerIsTheDemoFleet() throws Exception {
    try (DemoFleet fleet = fleet("publickey");
        SshCredential credential =
            SshCredential.key(DemoFleet.USERNAME, Ssh.bytes(fleet.privateKey()), new byte[0]);
        SshConnection connection = connect(fleet, credential)) {
      // when
      Ssh.Recorded plain = Ssh.run(connection, "echo $HOSTNAME; echo err >&2; exit 9");
      Ssh.Recorded late = Ssh.run(connection, "sleep 432 & wait", Map.of(), Duration.ofSeconds(1));
      Ssh.Recorded big = Ssh.run(connection, "head -c 5000000 /dev/zero");

      // then
      assertThat(plain.out()).isEqualTo("web-1\n");
      assertThat(plain.err()).isEqualTo("err\n");
      assertThat(plain.code()).isEqualTo(9);
      assertThat(late.result().end()).isEqualTo(End.TIMED_OUT);
      assertThat(late.result().processesGone()).isTrue();
      assertThat(big.stdout()).hasSize(5_000_000);
    }
  }

  private static DemoFleet fleet(String method) {
    return DemoFleet.start(1, "127.0.0.1", 0, Optional.empty(), List.of(method));
  }

  private static SshConnection connect(DemoFleet fleet, SshCredential credential)
      throws SshConnectException, InterruptedException {
    DemoHost host = fleet.hosts().getFirst();
    SshEndpoint endpoint =
        new SshEndpoint(
            host.host(),
            host.port(),
            HostKeyPolicy.STRICT,
            Optional.of(HostKey.parse(host.hostKey())));
    return connector.connect(endpoint, credential, key -> Verdict.ACCEPTED);
  }
}
