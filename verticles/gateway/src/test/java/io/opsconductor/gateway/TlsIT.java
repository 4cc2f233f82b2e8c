package io.opsconductor.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.testkit.TestAuthority;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The edge over TLS, with certificates that change under it. */
class TlsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONG_LIFE = Duration.ofDays(60);
  private static final TestAuthority AUTHORITY = new TestAuthority();
  private static final TestLog LOG = new TestLog().state(ExecutionState.RUNNING);

  @TempDir static Path directory;
  private static TestGateway gateway;
  private static Path chain;
  private static Path key;

  @BeforeAll
  static void start() {
    chain = directory.resolve("chain.pem");
    key = directory.resolve("key.pem");
    AUTHORITY.issue(LONG_LIFE).write(chain, key);
    gateway =
        new TestGateway(
            Map.of(
                "tls_certificate", chain.toString(),
                "tls_key", key.toString(),
                "http_redirect_port", 0),
            services ->
                services
                    .serves(ExecutionOperations.READ_LOG, LOG::read)
                    .serves(
                        AuthOperations.LOGIN,
                        (request, call) ->
                            new TokenPair(
                                new SecretText("a"), new SecretText("opsr_1"), 600, "Bearer")));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().sslContext(AUTHORITY.trusting()).build();
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + gateway.port() + path));
  }

  /** Of a connection that is made now. */
  private static BigInteger serial() {
    try (SSLSocket socket = connect()) {
      return serial(socket);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static BigInteger serial(SSLSocket socket) throws SSLPeerUnverifiedException {
    return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
  }

  private static SSLSocket connect(String... protocols) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            AUTHORITY.trusting().getSocketFactory().createSocket("localhost", gateway.port());
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    socket.startHandshake();
    return socket;
  }

  private static String warning() {
    HttpResponse<String> health;
    try (HttpClient client = client()) {
      health = send(client, request("/health/ready"));
    }
    JsonObject warnings = new JsonObject(health.body()).getJsonObject("warnings");
    return warnings == null ? "" : warnings.getString("gateway-tls", "");
  }

  @Test
  void answers_shouldForbidPlainHttp_whenTheyComeOverTls() {
    try (HttpClient client = client()) {
      // when
      HttpResponse<String> api = send(client, request("/api/v1/auth/me"));
      HttpResponse<String> probe = send(client, request("/health/live"));
      // then
      assertThat(api.statusCode()).isEqualTo(401);
      assertThat(api.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(api.headers().firstValue("Strict-Transport-Security"))
          .contains("max-age=31536000");
      assertThat(probe.headers().firstValue("Strict-Transport-Security")).isPresent();
    }
  }

  @Test
  void login_shouldSetTheCookieOfTheHost_whenThePageIsOfThisHost() {
    // given
    String body = "{\"username\":\"ann\",\"password\":\"x\",\"session\":\"cookie\"}";
    String own = "https://localhost:" + gateway.port();
    try (HttpClient client = client()) {
      // when
      HttpResponse<String> response =
          send(
              client,
              request("/api/v1/auth/login")
                  .header("Origin", own)
                  .POST(BodyPublishers.ofString(body)));
      HttpResponse<String> stripped =
          send(
              client,
              request("/api/v1/auth/login")
                  .header("Origin", own.replace("https", "http"))
                  .POST(BodyPublishers.ofString(body)));
      // then
      assertThat(response.headers().firstValue("Set-Cookie").orElse(""))
          .startsWith("__Host-opsconductor_refresh=opsr_1;")
          .contains("; Secure");
      assertThat(stripped.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void redirect_shouldKeepThePathAndTheMethod_whenABrowserComesWithoutTls() {
    try (HttpClient client = client()) {
      // when
      HttpResponse<String> response =
          send(
              client,
              HttpRequest.newBuilder(
                      URI.create(
                          "http://127.0.0.1:" + gateway.redirectPort() + "/api/v1/jobs?limit=1"))
                  .POST(BodyPublishers.ofString("{}")));
      // then
      assertThat(response.statusCode()).isEqualTo(308);
      assertThat(response.headers().firstValue("Location"))
          .contains("https://127.0.0.1:" + gateway.port() + "/api/v1/jobs?limit=1");
    }
  }

  @Test
  void redirect_shouldGoNowhere_whenTheHostIsNone() {
    for (String host : new String[] {"a b", "ops.example.org/evil", "user@evil.example.org", ""}) {
      try (RawConnection connection = new RawConnection(gateway.redirectPort())) {
        // when
        connection.send("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        // then
        assertThat(connection.answer()).startsWith("HTTP/1.1 400").doesNotContain("evil");
      }
    }
  }

  @Test
  void handshake_shouldFail_whenTheClientIsOfOldTimes() throws IOException {
    assertThatThrownBy(() -> connect("TLSv1.1"))
        .isInstanceOfAny(SSLException.class, IllegalArgumentException.class);
    try (SSLSocket socket = connect("TLSv1.2")) {
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
    }
  }

  @Test
  void reload_shouldServeTheNewCertificateAndKeepConnections_whenTheFilesChange()
      throws IOException {
    String token = gateway.token("ann", "execution:read");
    try (SSLSocket before = connect();
        TestSocket stream =
            TestSocket.secure(gateway.vertx(), gateway.port(), token, AUTHORITY.pem())) {
      // given
      stream.subscribe("a", LOG.executionId, 0);
      assertThat(stream.next().getString("type")).isEqualTo("state");
      // when
      TestAuthority.Issued next = AUTHORITY.issue(LONG_LIFE);
      next.write(chain, key);
      // then
      await().atMost(PATIENCE).until(() -> serial().equals(next.serial()));
      assertThat(serial(before)).isNotEqualTo(next.serial());
      before
          .getOutputStream()
          .write(
              "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      assertThat(before.getInputStream().read()).isEqualTo('H');
      stream.say("{\"type\":\"unsubscribe\",\"id\":\"none\"}");
      assertThat(stream.next().getString("code")).isEqualTo("not_found");

      // when
      TestAuthority.replace(chain, "-----BEGIN CERTIFICATE-----\nbroken\n");
      // then
      await().atMost(PATIENCE).until(() -> warning().contains("former certificate"));
      assertThat(serial()).isEqualTo(next.serial());

      // when
      TestAuthority.replace(chain, AUTHORITY.issue(LONG_LIFE).chain());
      // then
      await().atMost(PATIENCE).until(() -> warning().contains("does not belong"));
      assertThat(serial()).isEqualTo(next.serial());

      // when
      TestAuthority.Issued shortLived = AUTHORITY.issue(Duration.ofDays(3));
      shortLived.write(chain, key);
      // then
      await().atMost(PATIENCE).until(() -> serial().equals(shortLived.serial()));
      await().atMost(PATIENCE).until(() -> warning().contains("ends at"));
    }
  }
}
