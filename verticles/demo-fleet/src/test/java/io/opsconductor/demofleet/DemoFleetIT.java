package io.opsconductor.demofleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFleetIT {

  @Test
  void start_shouldKeepKeysAndNames_whenItHasADirectory(@TempDir Path directory) {
    // given
    List<DemoHost> before;
    String key;
    try (DemoFleet fleet = DemoFleet.start(5, "127.0.0.1", 0, directory)) {
      before = fleet.hosts();
      key = fleet.privateKey();
    }

    // when
    try (DemoFleet fleet = DemoFleet.start(5, "127.0.0.1", 0, directory)) {

      // then
      assertThat(fleet.privateKey()).isEqualTo(key).contains("OPENSSH PRIVATE KEY");
      assertThat(fleet.hosts())
          .extracting(DemoHost::hostKey)
          .containsExactlyElementsOf(before.stream().map(DemoHost::hostKey).toList());
      assertThat(fleet.hosts())
          .extracting(DemoHost::name)
          .containsExactly("web-1", "web-2", "api-1", "db-1", "web-3");
    }
  }

  @Test
  void exec_shouldGiveOutputsAndStatus_whenACommandRuns() throws Exception {
    try (DemoFleet fleet = DemoFleet.start(2, "127.0.0.1", 0);
        SshClient client = client();
        ClientSession session = session(client, fleet, 1)) {
      // when
      Answer answer =
          exec(session, "cat; cat hostname; echo $HOSTNAME >&2; exit 7", "from stdin\n");

      // then
      assertThat(answer).isEqualTo(new Answer("from stdin\nweb-2\n", "web-2\n", 7));
    }
  }

  @Test
  void exec_shouldLeadAProcessGroup_whenACommandRuns() throws Exception {
    try (DemoFleet fleet = DemoFleet.start(1, "127.0.0.1", 0);
        SshClient client = client();
        ClientSession session = session(client, fleet, 0)) {
      // when
      Answer answer = exec(session, "ps -o pgid= -p $$ | tr -d ' '; echo $$", "");

      // then
      List<String> lines = answer.stdout().lines().toList();
      assertThat(lines.get(0)).isEqualTo(lines.get(1));
    }
  }

  @Test
  void close_shouldKillWhatRuns_andNotTheEndOfItsChannel() throws Exception {
    // given
    DemoFleet fleet = DemoFleet.start(1, "127.0.0.1", 0);
    long pid;
    try (SshClient client = client();
        ClientSession session = session(client, fleet, 0)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ChannelExec channel = session.createExecChannel("sleep 500 & echo $!; wait");
      channel.setOut(out);
      channel.open().verify(Duration.ofSeconds(5));
      await().until(() -> out.toString(StandardCharsets.UTF_8).endsWith("\n"));
      pid = Long.parseLong(out.toString(StandardCharsets.UTF_8).strip());
      channel.close(false).await(Duration.ofSeconds(5));
    }

    // then
    await()
        .during(Duration.ofMillis(300))
        .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent());

    // when
    fleet.close();

    // then
    await().until(() -> ProcessHandle.of(pid).isEmpty());
  }

  private record Answer(String stdout, String stderr, int status) {}

  private static Answer exec(ClientSession session, String command, String stdin) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (ChannelExec channel = session.createExecChannel(command)) {
      channel.setOut(out);
      channel.setErr(err);
      channel.open().verify(Duration.ofSeconds(5));
      channel.getInvertedIn().write(stdin.getBytes(StandardCharsets.UTF_8));
      channel.getInvertedIn().close();
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Duration.ofSeconds(10));
      return new Answer(
          out.toString(StandardCharsets.UTF_8),
          err.toString(StandardCharsets.UTF_8),
          channel.getExitStatus());
    }
  }

  private static SshClient client() {
    SshClient client = SshClient.setUpDefaultClient();
    client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
    client.start();
    return client;
  }

  private static ClientSession session(SshClient client, DemoFleet fleet, int index)
      throws Exception {
    DemoHost host = fleet.hosts().get(index);
    ClientSession session =
        client
            .connect(DemoFleet.USERNAME, host.host(), host.port())
            .verify(Duration.ofSeconds(5))
            .getSession();
    try (InputStream key =
        new ByteArrayInputStream(fleet.privateKey().getBytes(StandardCharsets.UTF_8))) {
      KeyPair pair =
          SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName("key"), key, null)
              .iterator()
              .next();
      session.addPublicKeyIdentity(pair);
    }
    session.auth().verify(Duration.ofSeconds(5));
    return session;
  }
}
