package io.opsconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.opsconductor.testkit.ChaosProxy.Direction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that sends back what it gets. */
class ChaosProxyIT {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int BRIEFLY_MS = 300;

  private ServerSocket echo;
  private ChaosProxy proxy;
  private Socket client;

  @BeforeEach
  void connect() throws IOException {
    echo = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::serve);
    proxy = ChaosProxy.to("127.0.0.1", echo.getLocalPort(), 7);
    client = connect(proxy);
  }

  @AfterEach
  void disconnect() throws IOException {
    client.close();
    proxy.close();
    echo.close();
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        Socket peer = echo.accept();
        Thread.startVirtualThread(() -> sendBack(peer));
      } catch (IOException e) {
        // closed
      }
    }
  }

  private static void sendBack(Socket peer) {
    try (peer) {
      peer.getInputStream().transferTo(peer.getOutputStream());
    } catch (IOException e) {
      // cut
    }
  }

  private static Socket connect(ChaosProxy proxy) throws IOException {
    Socket socket = new Socket(proxy.host(), proxy.port());
    socket.setSoTimeout((int) LONG.toMillis());
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new SplittableRandom(1).nextBytes(bytes);
    return bytes;
  }

  /** Sends on a thread of its own, so that no buffer between the two has to hold it all. */
  private static byte[] thereAndBack(Socket socket, byte[] bytes) throws IOException {
    Thread.startVirtualThread(
        () -> {
          try {
            socket.getOutputStream().write(bytes);
          } catch (IOException e) {
            // cut; the reader sees it too
          }
        });
    return socket.getInputStream().readNBytes(bytes.length);
  }

  @Test
  void proxy_shouldForwardEveryByteAndTheEnd_whenNothingIsWrong() throws IOException {
    // given
    byte[] sent = bytes(5_000_000);

    // when
    byte[] back = thereAndBack(client, sent);
    client.shutdownOutput();

    // then
    assertThat(back).isEqualTo(sent);
    assertThat(client.getInputStream().read()).isEqualTo(-1);
    Awaitility.await().atMost(LONG).until(() -> proxy.connections() == 0);
  }

  @Test
  void condition_shouldDelayAnOpenConnection_andHealItAgain() throws IOException {
    // given
    proxy.condition(
        Direction.TO_CLIENT,
        LinkCondition.NORMAL.delayed(Duration.ofSeconds(2), Duration.ofMillis(20)));

    // when
    long begun = System.nanoTime();
    thereAndBack(client, bytes(10));
    Duration slow = Duration.ofNanos(System.nanoTime() - begun);
    proxy.heal();
    begun = System.nanoTime();
    thereAndBack(client, bytes(10));
    Duration healed = Duration.ofNanos(System.nanoTime() - begun);

    // then
    assertThat(slow).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(healed).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void blackHole_shouldHoldOneWayOnly_andDeliverWhenItIsHealed() throws IOException {
    // given
    byte[] sent = bytes(100);
    proxy.condition(Direction.TO_CLIENT, LinkCondition.NORMAL.swallowing());

    // when
    client.getOutputStream().write(sent);
    client.setSoTimeout(BRIEFLY_MS);

    // then
    assertThatExceptionOfType(SocketTimeoutException.class)
        .isThrownBy(() -> client.getInputStream().read());

    // and when
    client.setSoTimeout((int) LONG.toMillis());
    proxy.heal();

    // then
    assertThat(client.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
  }

  @Test
  void blackHole_shouldPressBack_whenTheSenderGoesOn() throws Exception {
    // given
    proxy.condition(Direction.TO_SERVER, LinkCondition.NORMAL.swallowing());
    Thread sender =
        Thread.startVirtualThread(
            () -> {
              try {
                client.getOutputStream().write(bytes(64 * 1024 * 1024));
              } catch (IOException e) {
                // the test ends
              }
            });

    // then
    assertThat(sender.join(Duration.ofMillis(BRIEFLY_MS))).isFalse();
  }

  @Test
  void reset_shouldCutBothSides() throws IOException {
    // given
    thereAndBack(client, bytes(10));

    // when
    proxy.reset();

    // then
    assertThatExceptionOfType(SocketException.class)
        .isThrownBy(() -> client.getInputStream().read());
    assertThat(proxy.connections()).isZero();
    try (Socket next = connect(proxy)) {
      assertThat(thereAndBack(next, bytes(10))).isEqualTo(bytes(10));
    }
  }

  @Test
  void truncate_shouldEndTheConnectionAtThatByte() throws IOException {
    // given
    byte[] sent = bytes(1000);
    thereAndBack(client, bytes(10));

    // when
    proxy.truncate(Direction.TO_CLIENT, 123);
    client.getOutputStream().write(sent);
    byte[] back = client.getInputStream().readAllBytes();

    // then
    assertThat(back).hasSize(123).isEqualTo(Arrays.copyOf(sent, 123));
  }

  @Test
  void halfClose_shouldEndOneWayOnly() throws IOException {
    // given
    thereAndBack(client, bytes(10));

    // when
    proxy.halfClose(Direction.TO_CLIENT);

    // then
    assertThat(client.getInputStream().read()).isEqualTo(-1);
    client.getOutputStream().write(bytes(10));
    assertThat(proxy.connections()).isEqualTo(1);
  }

  @Test
  void garbling_shouldTurnTheSameBits_whenTheSeedIsTheSame() throws IOException {
    // given
    byte[] sent = bytes(20_000);

    // when
    proxy.condition(Direction.TO_CLIENT, LinkCondition.NORMAL.garbling(0.01));
    byte[] once = thereAndBack(client, sent);
    byte[] twice;
    byte[] other;
    try (ChaosProxy same = ChaosProxy.to("127.0.0.1", echo.getLocalPort(), 7);
        ChaosProxy another = ChaosProxy.to("127.0.0.1", echo.getLocalPort(), 8)) {
      twice = garbled(same, sent);
      other = garbled(another, sent);
    }

    // then
    assertThat(once).isEqualTo(twice).isNotEqualTo(sent).isNotEqualTo(other);
    assertThat(different(once, sent)).isBetween(100, 300);
  }

  private static byte[] garbled(ChaosProxy proxy, byte[] sent) throws IOException {
    proxy.condition(Direction.TO_CLIENT, LinkCondition.NORMAL.garbling(0.01));
    try (Socket socket = connect(proxy)) {
      return thereAndBack(socket, sent);
    }
  }

  private static int different(byte[] one, byte[] other) {
    int count = 0;
    for (int i = 0; i < one.length; i++) {
      count += one[i] == other[i] ? 0 : 1;
    }
    return count;
  }

  @Test
  void bandwidth_shouldBeLimited() throws IOException {
    // given
    proxy.condition(Direction.TO_SERVER, LinkCondition.NORMAL.slowedTo(20_000));

    // when
    long begun = System.nanoTime();
    thereAndBack(client, bytes(20_000));

    // then
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(Duration.ofMillis(700), Duration.ofSeconds(20));
  }

  @Test
  void refuse_shouldCutNewConnectionsOnly() throws IOException {
    // given
    thereAndBack(client, bytes(10));

    // when
    proxy.refuse();

    // then
    try (Socket next = connect(proxy)) {
      assertThatExceptionOfType(SocketException.class)
          .isThrownBy(() -> next.getInputStream().read());
    }
    assertThat(thereAndBack(client, bytes(10))).isEqualTo(bytes(10));
  }
}
