package io.opsconductor.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.opsconductor.testkit.TestAuthority;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail server that wants a name and a password, with TLS before it. */
class SmtpClientIT {
  private static final TestAuthority AUTHORITY = new TestAuthority();

  @TempDir static Path directory;
  private static Vertx vertx;
  private static GreenMail server;
  private static NetServer tls;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    server.setUser("ops@example.org", "ops", "a secret");
    server.start();
    TestAuthority.Issued issued = AUTHORITY.issue(Duration.ofDays(1));
    NetClient inside = vertx.createNetClient();
    tls =
        vertx
            .createNetServer(
                new NetServerOptions()
                    .setHost("127.0.0.1")
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .addCertValue(Buffer.buffer(issued.chain()))
                            .addKeyValue(Buffer.buffer(issued.key()))))
            .connectHandler(socket -> relay(inside, socket));
    tls.listen(0).await();
  }

  private static void relay(NetClient inside, NetSocket socket) {
    socket.pause();
    inside
        .connect(server.getSmtp().getPort(), "127.0.0.1")
        .onSuccess(
            plain -> {
              plain.pipeTo(socket);
              socket.pipeTo(plain);
            })
        .onFailure(e -> socket.close());
  }

  @AfterAll
  static void stop() {
    server.stop();
    vertx.close().await();
  }

  @BeforeEach
  void empty() throws Exception {
    server.purgeEmailFromAllMailboxes();
  }

  private static SmtpClient client(int port, Boolean withTls, String startTls, String password)
      throws IOException {
    return client(
        port, withTls, startTls, password, written("authority.pem", AUTHORITY.pem()).toString());
  }

  private static SmtpClient client(
      int port, Boolean withTls, String startTls, String password, String trust)
      throws IOException {
    return new SmtpClient(
        vertx,
        new MailSettings(
            "127.0.0.1",
            port,
            withTls,
            startTls,
            "ops",
            written("password", password + "\n").toString(),
            trust,
            "ops@example.org"));
  }

  private static Path written(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name + content.hashCode()), content);
  }

  private static Mail mail() {
    return new Mail("ann@example.org", "Grüße", "Line 1\nLine 2\n");
  }

  @Test
  void send_shouldHandOver_whenTheServerIsTrusted() throws Exception {
    // given
    SmtpClient client = client(tls.actualPort(), true, null, "a secret");
    // when
    client.send(mail());
    // then
    assertThat(server.getReceivedMessages()).hasSize(1);
    assertThat(server.getReceivedMessages()[0].getSubject()).isEqualTo("Grüße");
    assertThat(server.getReceivedMessages()[0].getHeader("Auto-Submitted"))
        .containsExactly("auto-generated");
    assertThat(GreenMailUtil.getBody(server.getReceivedMessages()[0])).contains("Line 2");
    client.close();
  }

  @Test
  void send_shouldFailAndTellNothing_whenTheServerIsAnother() throws Exception {
    // given
    SmtpClient stranger =
        client(
            tls.actualPort(),
            true,
            null,
            "a secret",
            written("other.pem", new TestAuthority().pem()).toString());
    SmtpClient world = client(tls.actualPort(), true, null, "a secret", null);
    SmtpClient plain = client(server.getSmtp().getPort(), false, "required", "a secret");
    SmtpClient wrong = client(tls.actualPort(), true, null, "guessed");
    // then
    for (SmtpClient client : new SmtpClient[] {stranger, world, plain, wrong}) {
      assertThatThrownBy(() -> client.deliver(mail())).isInstanceOf(MailNotSentException.class);
      assertThatThrownBy(() -> client.send(mail()))
          .isInstanceOf(MailNotSentException.class)
          .hasNoCause()
          .message()
          .doesNotContain("ann@example.org", "a secret", "guessed");
      client.close();
    }
    assertThat(server.getReceivedMessages()).isEmpty();
  }
}
