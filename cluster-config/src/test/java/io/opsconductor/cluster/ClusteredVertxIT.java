package io.opsconductor.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.Hazelcast;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.spi.cluster.NodeInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusteredVertxIT {

  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir Path data;

  private final List<ClusterNode> nodes = new CopyOnWriteArrayList<>();

  @AfterEach
  void stopNodes() {
    nodes.reversed().forEach(node -> get(node.close()));
    assertThat(Hazelcast.getAllHazelcastInstances()).isEmpty();
  }

  @Test
  void start_shouldJoin_whenAnotherNodeRunsOverTheSameDirectory() throws IOException {
    // given
    ClusterNode first = start("first");

    // when
    ClusterNode second = start("second");

    // then
    assertThat(second.membership().members())
        .extracting(ClusterMember::node)
        .containsExactly(first.identity(), second.identity());
    await().atMost(SOON).until(() -> first.membership().members().size() == 2);
    assertThat(first.membership().member("second"))
        .hasValueSatisfying(
            member ->
                assertThat(member.clusterManagerId())
                    .isEqualTo(((VertxInternal) second.vertx()).clusterManager().getNodeId()));
    assertThat(ClusterDirectory.open(data).liveMembers())
        .containsEntry("first", first.address())
        .containsEntry("second", second.address());
  }

  @Test
  void start_shouldUseTheNativeTransport_whenOnLinux() throws IOException {
    // when // then
    assertThat(start("only").vertx().isNativeTransportEnabled())
        .isEqualTo(System.getProperty("os.name").equals("Linux"));
  }

  @Test
  void request_shouldBeAnswered_whenTheConsumerIsOnAnotherNode() throws IOException {
    // given
    ClusterNode first = start("first");
    ClusterNode second = start("second");
    serveEcho(first);

    // when
    Message<Buffer> reply = ask(second);

    // then
    assertThat(reply.body()).isEqualTo(Buffer.buffer("ping"));
  }

  @Test
  void membership_shouldTellOfTheOther_whenItJoinsAndLeaves() throws IOException {
    // given
    ClusterNode first = start("first");
    List<ClusterMember> joined = new CopyOnWriteArrayList<>();
    List<ClusterMember> left = new CopyOnWriteArrayList<>();
    first.membership().onJoin(joined::add);
    first.membership().onLeave(left::add);
    ClusterNode second = start("second");
    await().atMost(SOON).until(() -> !joined.isEmpty());

    // when
    get(second.close());

    // then
    await().atMost(SOON).until(() -> !left.isEmpty());
    assertThat(joined).containsExactly(second.membership().self());
    assertThat(left).containsExactly(second.membership().self());
    assertThat(first.membership().members()).containsExactly(first.membership().self());
    assertThat(second.membership().isActive()).isFalse();
    assertThat(second.membership().members()).isEmpty();
    assertThat(ClusterDirectory.open(data).liveMembers()).containsOnlyKeys("first");
  }

  @Test
  void membership_shouldNotTellOfAMember_whenItWasThereBefore() throws IOException {
    // given
    start("first");
    ClusterNode second = start("second");
    List<ClusterMember> joined = new CopyOnWriteArrayList<>();

    // when
    second.membership().onJoin(joined::add);
    ClusterNode third = start("third");

    // then
    await().atMost(SOON).until(() -> !joined.isEmpty());
    assertThat(joined).containsExactly(third.membership().self());
  }

  @Test
  void membership_shouldStayQuiet_whenTheRegistrationIsClosed() throws IOException {
    // given
    ClusterNode first = start("first");
    List<ClusterMember> unwanted = new CopyOnWriteArrayList<>();
    List<ClusterMember> wanted = new CopyOnWriteArrayList<>();
    Membership.Registration registration = first.membership().onJoin(unwanted::add);
    first
        .membership()
        .onJoin(
            member -> {
              throw new IllegalStateException("a listener that fails harms nobody");
            });
    first.membership().onJoin(wanted::add);

    // when
    registration.close();
    start("second");

    // then
    await().atMost(SOON).until(() -> wanted.size() == 1);
    assertThat(unwanted).isEmpty();
  }

  @Test
  void start_shouldNotJoin_whenTheDirectoryIsAnother() throws IOException {
    // given
    ClusterNode first = start("first");

    // when
    ClusterDirectory other = ClusterDirectory.open(data.resolve("other"));
    ClusterNode stranger = start(ClusterSettings.over(other, NodeIdentity.starting("stranger")));

    // then
    assertThat(stranger.membership().members()).containsExactly(stranger.membership().self());
    assertThat(first.membership().members()).containsExactly(first.membership().self());
  }

  @Test
  void start_shouldNotJoin_whenItKnowsTheAddressButNotTheSecret() throws IOException {
    // given
    ClusterNode first = start("first");
    ClusterSettings knowing = settings("stranger");
    ClusterSettings stranger =
        new ClusterSettings(
            knowing.node(),
            new ClusterIdentity(knowing.cluster().id(), "another-secret-of-length"),
            knowing.endpoint(),
            new JoinProfile.TcpIp(List.of(first.address())),
            knowing.busSecurity(),
            false);

    // when
    ClusterNode alone = start(stranger);

    // then
    assertThat(alone.membership().members()).hasSize(1);
    assertThat(first.membership().members()).hasSize(1);
  }

  @Test
  void start_shouldJoin_whenTheJoinListNamesAMember() throws IOException {
    // given
    ClusterNode first = start("first");

    // when
    ClusterNode second =
        start(settings("second").withJoin(new JoinProfile.TcpIp(List.of(first.address()))));

    // then
    assertThat(second.membership().members()).hasSize(2);
  }

  @Test
  void start_shouldMakeOneCluster_whenNodesStartAtTheSameMoment() throws Exception {
    // given
    int count = 3;
    CyclicBarrier gate = new CyclicBarrier(count);
    try (ExecutorService launchers = Executors.newFixedThreadPool(count)) {
      List<Future<ClusterNode>> starting =
          IntStream.range(0, count)
              .mapToObj(
                  n ->
                      launchers.submit(
                          () -> {
                            gate.await();
                            return start("node-" + n);
                          }))
              .toList();

      // when
      for (Future<ClusterNode> launched : starting) {
        launched.get();
      }
    }

    // then
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(nodes)
                    .allSatisfy(node -> assertThat(node.membership().members()).hasSize(count)));
  }

  @Test
  void start_shouldBeRefused_whenTheNodeIdIsTaken() throws IOException {
    // given
    start("first");

    // when // then
    assertThatThrownBy(() -> start("first"))
        .isInstanceOf(ClusterStartException.class)
        .hasMessageContaining("Node first already runs over this data directory");
  }

  @Test
  void start_shouldLeaveNothingBehind_whenThePortIsTaken() throws IOException {
    // given
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      // when // then
      assertThatThrownBy(
              () -> start(settings("a").withEndpoint(ClusterEndpoint.bound("127.0.0.1", port))))
          .isInstanceOf(ClusterStartException.class)
          .hasMessageContaining("cluster port " + port)
          .hasMessageNotContainingAny("\n");
      assertThatThrownBy(
              () ->
                  start(
                      settings("a")
                          .withEndpoint(new ClusterEndpoint("127.0.0.1", "127.0.0.1", 0, port))))
          .isInstanceOf(ClusterStartException.class)
          .hasMessageContaining("bus port " + port);
    }
    assertThat(Hazelcast.getAllHazelcastInstances()).isEmpty();
    assertThat(ClusterDirectory.open(data).liveMembers()).isEmpty();
  }

  @Test
  void start_shouldBeRefused_whenOthersReachABusWithoutTls() throws IOException {
    // given
    ClusterSettings open =
        settings("a")
            .withEndpoint(ClusterEndpoint.bound("0.0.0.0", 0))
            .withJoin(new JoinProfile.TcpIp(List.of(new MemberAddress("127.0.0.1", 5701))));

    // when // then
    assertThatThrownBy(() -> start(open))
        .isInstanceOf(ClusterStartException.class)
        .hasMessageContaining("has no mutual TLS")
        .hasMessageContaining("--insecure-cluster");
  }

  @Test
  void start_shouldBeRefused_whenADataDirectoryIsToSpanMachines() throws IOException {
    // given
    ClusterSettings open =
        settings("a").withEndpoint(ClusterEndpoint.bound("0.0.0.0", 0)).withInsecureCluster(true);

    // when // then
    assertThatThrownBy(() -> start(open))
        .isInstanceOf(ClusterStartException.class)
        .hasMessageContaining("give a join list");
  }

  @Test
  void start_shouldBeRefused_whenACertificateIsMissing() throws IOException {
    // given
    BusSecurity.MutualTls tls = new BusCertificates(data.resolve("tls")).issue("node");
    Path missing = data.resolve("missing.pem");

    // when // then
    assertThatThrownBy(
            () ->
                start(
                    settings("a")
                        .withBusSecurity(
                            new BusSecurity.MutualTls(missing, tls.key(), tls.authority()))))
        .isInstanceOf(ClusterStartException.class)
        .hasMessageContaining("certificate " + missing + " cannot be read");
  }

  @Test
  void request_shouldCrossMutualTls_whenBothHoldCertificates() throws IOException {
    // given
    BusCertificates certificates = new BusCertificates(data.resolve("tls"));
    ClusterNode first = start(settings("first").withBusSecurity(certificates.issue("first")));
    ClusterNode second = start(settings("second").withBusSecurity(certificates.issue("second")));
    serveEcho(first);

    // when
    Message<Buffer> reply = ask(second);

    // then
    assertThat(reply.body()).isEqualTo(Buffer.buffer("ping"));
  }

  @Test
  void busPort_shouldRefuseAClient_whenItHoldsNoCertificateOfTheAuthority() throws Exception {
    // given
    BusCertificates certificates = new BusCertificates(data.resolve("tls"));
    BusSecurity.MutualTls member = certificates.issue("first");
    BusSecurity.MutualTls foreign = new BusCertificates(data.resolve("foreign")).issue("first");
    ClusterNode first = start(settings("first").withBusSecurity(member));
    NetClientOptions trusting =
        new NetClientOptions()
            .setSsl(true)
            .setHostnameVerificationAlgorithm("")
            .setTrustOptions(
                new PemTrustOptions().addCertPath(certificates.authority().toString()));

    // when // then
    assertThat(isKeptOpen(first, new NetClientOptions())).isFalse();
    assertThat(isKeptOpen(first, trusting)).isFalse();
    assertThat(isKeptOpen(first, holding(trusting, foreign))).isFalse();
    assertThat(isKeptOpen(first, holding(trusting, member))).isTrue();
  }

  private static NetClientOptions holding(NetClientOptions options, BusSecurity.MutualTls tls) {
    return new NetClientOptions(options)
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .addCertPath(tls.certificate().toString())
                .addKeyPath(tls.key().toString()));
  }

  /**
   * In TLS 1.3 a server refuses the client's certificate after the client believes it is connected:
   * the handlers are set on the socket's event loop, before the refusal can be read there.
   */
  private static boolean isKeptOpen(ClusterNode node, NetClientOptions options)
      throws InterruptedException {
    NodeInfo bus = ((VertxInternal) node.vertx()).clusterManager().getNodeInfo();
    NetClient client = node.vertx().createNetClient(options);
    CountDownLatch closed = new CountDownLatch(1);
    try {
      get(
          client
              .connect(bus.port(), bus.host())
              .onSuccess(
                  socket -> {
                    socket.exceptionHandler(failure -> {});
                    socket.closeHandler(done -> closed.countDown());
                    if (!options.isSsl()) {
                      socket.write(Buffer.buffer(new byte[64]));
                    }
                  }));
      return !closed.await(2, TimeUnit.SECONDS);
    } catch (IllegalStateException refused) {
      return false;
    } finally {
      get(client.close());
    }
  }

  private static void serveEcho(ClusterNode node) {
    get(
        node.vertx()
            .eventBus()
            .<Buffer>consumer("echo", message -> message.reply(message.body()))
            .completion());
  }

  private static Message<Buffer> ask(ClusterNode node) {
    return get(
        node.vertx()
            .eventBus()
            .request("echo", Buffer.buffer("ping"), new DeliveryOptions().setSendTimeout(5_000)));
  }

  private ClusterSettings settings(String nodeId) throws IOException {
    return ClusterSettings.over(ClusterDirectory.open(data), NodeIdentity.starting(nodeId));
  }

  private ClusterNode start(String nodeId) throws IOException {
    return start(settings(nodeId));
  }

  private ClusterNode start(ClusterSettings settings) {
    ClusterNode node = ClusteredVertx.start(settings);
    nodes.add(node);
    return node;
  }

  private static <T> T get(io.vertx.core.Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
