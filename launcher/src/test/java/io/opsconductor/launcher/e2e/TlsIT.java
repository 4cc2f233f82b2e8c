package io.opsconductor.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.testkit.TestAuthority;
import io.opsconductor.testkit.TestSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A node with a certificate of an authority that the world does not know, and its command line. */
@Execution(ExecutionMode.CONCURRENT)
class TlsIT {
  @TempDir static Path directory;

  @Test
  void commandLine_shouldBelieveTheAuthorityItIsGiven_whenTheServerHasTls() throws IOException {
    // given
    TestAuthority authority = new TestAuthority();
    Path chain = directory.resolve("chain.pem");
    Path key = directory.resolve("key.pem");
    authority.issue(Duration.ofDays(30)).write(chain, key);
    String trusted = Files.writeString(directory.resolve("ca.pem"), authority.pem()).toString();
    try (TestSshd sshd = TestSshd.start(1);
        Node node =
            Node.start(
                directory.resolve("data"),
                "--tls-cert",
                chain.toString(),
                "--tls-key",
                key.toString())) {
      Shell shell = new Shell(Files.createDirectory(directory.resolve("home")), node.url());
      // when
      Shell.Result doubting =
          shell.runWith(Node.PASSWORD, "login", "-u", "admin", "--password-stdin");
      Shell.Result trusting =
          shell.runWith(
              Node.PASSWORD, "login", "-u", "admin", "--password-stdin", "--ca-cert", trusted);
      Path userKey = Files.writeString(directory.resolve("key"), sshd.userKey().privateKey());
      ok(
          shell.run(
              "--ca-cert",
              trusted,
              "credential",
              "add",
              "tls",
              "-u",
              sshd.username(),
              "--key-file",
              userKey.toString()));
      ok(
          shell.run(
              "--ca-cert",
              trusted,
              "target",
              "add",
              "tls-1",
              "--host",
              sshd.hosts().getFirst(),
              "--port",
              "" + sshd.port(),
              "--credential",
              "tls",
              "--tag",
              "fleet=tls"));
      Shell.Result run =
          shell.run("--ca-cert", trusted, "exec", "-t", "fleet=tls", "--", "echo hello");
      // then
      assertThat(node.url()).startsWith("https://");
      assertThat(doubting.exit()).isEqualTo(1);
      assertThat(doubting.err()).contains("is not believed").contains("--ca-cert");
      ok(trusting);
      ok(run);
      assertThat(run.out()).contains(" | hello");
      assertThat(node.defects()).isEmpty();
    }
  }

  private static void ok(Shell.Result result) {
    assertThat(result.exit()).as(result.err()).isZero();
  }
}
