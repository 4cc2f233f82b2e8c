package io.opsconductor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.core.eventbus.EventBusOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class HazelcastConfigurationTest {

  private static final MemberAddress OTHER = new MemberAddress("10.0.0.7", 5701);

  private static ClusterSettings settings(ClusterEndpoint endpoint, JoinProfile join) {
    return new ClusterSettings(
        NodeIdentity.starting("node-1"),
        new ClusterIdentity("c", "0123456789abcdef"),
        endpoint,
        join,
        new BusSecurity.Plain(),
        false);
  }

  private static Config configuration(ClusterSettings settings) {
    return HazelcastConfiguration.of(settings, ResolvedEndpoint.of(settings.endpoint()), List.of());
  }

  private static Config tcpIp(ClusterEndpoint endpoint) {
    return configuration(settings(endpoint, new JoinProfile.TcpIp(List.of(OTHER))));
  }

  @Test
  void configuration_shouldDetectAndHealInSeconds_whenBuilt() {
    // when
    Config config = tcpIp(ClusterEndpoint.loopback());

    // then
    assertThat(config.getProperties())
        .containsEntry("hazelcast.heartbeat.interval.seconds", "1")
        .containsEntry("hazelcast.max.no.heartbeat.seconds", "5")
        .containsEntry("hazelcast.merge.first.run.delay.seconds", "2")
        .containsEntry("hazelcast.merge.next.run.delay.seconds", "1")
        .containsEntry("hazelcast.graceful.shutdown.max.wait", "5")
        .containsEntry("hazelcast.partition.count", "31");
  }

  @Test
  void configuration_shouldNotCallHomeNorHookTheShutdown_whenBuilt() {
    // when
    Config config = tcpIp(ClusterEndpoint.loopback());

    // then
    assertThat(config.getProperties())
        .containsEntry("hazelcast.phone.home.enabled", "false")
        .containsEntry("hazelcast.shutdownhook.enabled", "false")
        .containsEntry("hazelcast.logging.type", "slf4j");
    assertThat(config.getJetConfig().isEnabled()).isFalse();
    assertThat(config.getMetricsConfig().isEnabled()).isFalse();
    assertThat(config.getSerializationConfig().getJavaSerializationFilterConfig()).isNotNull();
  }

  @Test
  void configuration_shouldNameTheNodeAndTheCluster_whenBuilt() {
    // given
    ClusterSettings settings =
        settings(ClusterEndpoint.loopback(), new JoinProfile.TcpIp(List.of(OTHER)));

    // when
    Config config = configuration(settings);

    // then
    assertThat(config.getClusterName()).isEqualTo(settings.cluster().hazelcastName());
    assertThat(config.getMemberAttributeConfig().getAttributes())
        .containsEntry("opsconductor.nodeId", "node-1")
        .containsEntry("opsconductor.epoch", settings.node().epoch().toString());
  }

  @Test
  void configuration_shouldKeepTheMapsOfTheEventBus_whenBuilt() {
    // when
    Config config = tcpIp(ClusterEndpoint.loopback());

    // then
    MultiMapConfig subscriptions = config.getMultiMapConfigs().get("__vertx.subs");
    assertThat(subscriptions.getBackupCount()).isEqualTo(1);
    assertThat(subscriptions.getValueCollectionType())
        .isEqualTo(MultiMapConfig.ValueCollectionType.SET);
    assertThat(config.getMapConfigs()).containsKeys("__vertx.haInfo", "__vertx.nodeInfo");
  }

  @Test
  void configuration_shouldListJustTheMembers_whenJoiningByTcpIp() {
    // when
    JoinConfig join = tcpIp(ClusterEndpoint.loopback()).getNetworkConfig().getJoin();

    // then
    assertThat(join.getMulticastConfig().isEnabled()).isFalse();
    assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
    assertThat(join.getKubernetesConfig().isEnabled()).isFalse();
    assertThat(join.getTcpIpConfig().isEnabled()).isTrue();
    assertThat(join.getTcpIpConfig().getMembers()).containsExactly("10.0.0.7:5701");
  }

  @Test
  void configuration_shouldAskTheServiceRecords_whenJoiningInKubernetes() {
    // when
    JoinConfig join =
        configuration(
                settings(
                    ClusterEndpoint.bound("0.0.0.0", 5701),
                    new JoinProfile.Kubernetes("bus.ops.svc", 5701)))
            .getNetworkConfig()
            .getJoin();

    // then
    assertThat(join.getTcpIpConfig().isEnabled()).isFalse();
    assertThat(join.getMulticastConfig().isEnabled()).isFalse();
    assertThat(join.getKubernetesConfig().isEnabled()).isTrue();
    assertThat(join.getKubernetesConfig().getProperties())
        .containsEntry("service-dns", "bus.ops.svc")
        .containsEntry("service-port", "5701");
  }

  @Test
  void configuration_shouldBindOneInterface_whenTheAddressIsOne() {
    // when
    Config config = tcpIp(ClusterEndpoint.bound("127.0.0.1", 7001));

    // then
    NetworkConfig network = config.getNetworkConfig();
    assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
    assertThat(network.getInterfaces().isEnabled()).isTrue();
    assertThat(network.getInterfaces().getInterfaces()).containsExactly("127.0.0.1");
    assertThat(network.getPort()).isEqualTo(7001);
    assertThat(network.isPortAutoIncrement()).isFalse();
    assertThat(network.getPublicAddress()).isNull();
  }

  @Test
  void configuration_shouldBindAllAndAdvertiseOne_whenTheAddressIsAWildcard() {
    // when
    Config config = tcpIp(new ClusterEndpoint("0.0.0.0", "10.0.0.1", 0, 0));

    // then
    NetworkConfig network = config.getNetworkConfig();
    assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("true");
    assertThat(network.getInterfaces().isEnabled()).isFalse();
    assertThat(network.getPublicAddress()).isEqualTo("10.0.0.1");
    assertThat(network.getPort()).isEqualTo(5701);
    assertThat(network.isPortAutoIncrement()).isTrue();
  }

  @Test
  void eventBus_shouldNoticeADeadPeerInSeconds_whenBuilt() {
    // given
    ResolvedEndpoint endpoint =
        ResolvedEndpoint.of(new ClusterEndpoint("127.0.0.1", "10.0.0.1", 0, 7002));

    // when
    EventBusOptions options = EventBusConfiguration.of(new BusSecurity.Plain(), endpoint);

    // then
    assertThat(options.getHost()).isEqualTo("127.0.0.1");
    assertThat(options.getPort()).isEqualTo(7002);
    assertThat(options.getClusterPublicHost()).isEqualTo("10.0.0.1");
    assertThat(options.getClusterPingInterval()).isEqualTo(2_000);
    assertThat(options.getClusterPingReplyInterval()).isEqualTo(2_000);
    assertThat(options.getTcpUserTimeout()).isEqualTo(4_000);
    assertThat(options.getConnectTimeout()).isEqualTo(3_000);
    assertThat(options.isSsl()).isFalse();
  }
}
