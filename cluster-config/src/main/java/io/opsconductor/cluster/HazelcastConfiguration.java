package io.opsconductor.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.TcpIpConfig;
import java.net.Inet6Address;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Hazelcast as OpsConductor wants it: membership, the event bus's addresses and nothing else.
 *
 * <p>The stock settings serve a frozen node for a minute and a healed partition after three; these
 * find out in five seconds. All members must agree on the number of partitions.
 */
final class HazelcastConfiguration {

  /** Member attributes that carry our {@link NodeIdentity}. */
  static final String NODE_ID_ATTRIBUTE = "opsconductor.nodeId";

  static final String EPOCH_ATTRIBUTE = "opsconductor.epoch";

  private static final int PORTS_TRIED = 300;
  private static final int CONNECT_SECONDS = 2;

  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry("hazelcast.logging.type", "slf4j"),
          Map.entry("hazelcast.phone.home.enabled", "false"),
          Map.entry("hazelcast.shutdownhook.enabled", "false"),
          Map.entry("hazelcast.health.monitoring.level", "OFF"),
          // Failure detection and healing.
          Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
          Map.entry("hazelcast.max.no.heartbeat.seconds", "5"),
          Map.entry("hazelcast.merge.first.run.delay.seconds", "2"),
          Map.entry("hazelcast.merge.next.run.delay.seconds", "1"),
          Map.entry("hazelcast.max.join.seconds", "60"),
          Map.entry("hazelcast.graceful.shutdown.max.wait", "5"),
          // A few addresses for a few nodes: threads and partitions for that.
          Map.entry("hazelcast.partition.count", "31"),
          Map.entry("hazelcast.operation.thread.count", "2"),
          Map.entry("hazelcast.operation.generic.thread.count", "2"),
          Map.entry("hazelcast.operation.response.thread.count", "1"),
          Map.entry("hazelcast.event.thread.count", "1"),
          Map.entry("hazelcast.io.thread.count", "1"),
          Map.entry("hazelcast.clientengine.thread.count", "1"),
          Map.entry("hazelcast.clientengine.query.thread.count", "1"),
          Map.entry("hazelcast.clientengine.blocking.thread.count", "1"));

  private HazelcastConfiguration() {}

  static Config of(
      ClusterSettings settings, ResolvedEndpoint endpoint, Collection<MemberAddress> known) {
    Config config = new Config();
    NodeIdentity node = settings.node();
    config.setInstanceName("opsconductor-" + node.id() + "-" + node.epoch());
    config.setClusterName(settings.cluster().hazelcastName());
    config
        .getMemberAttributeConfig()
        .setAttribute(NODE_ID_ATTRIBUTE, node.id())
        .setAttribute(EPOCH_ATTRIBUTE, node.epoch().toString());
    PROPERTIES.forEach(config::setProperty);
    config.getJetConfig().setEnabled(false);
    config.getMetricsConfig().setEnabled(false);
    refuseForeignClasses(config);
    keepEventBusMaps(config);
    listen(config, endpoint);
    join(config, settings.join(), known);
    return config;
  }

  /**
   * The port speaks Java serialization to whoever reaches it: only classes that members exchange
   * are read.
   */
  private static void refuseForeignClasses(Config config) {
    JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
    filter.getWhitelist().addPrefixes("io.vertx.");
    config.getSerializationConfig().setJavaSerializationFilterConfig(filter);
  }

  /** The same maps as vertx-hazelcast's own default configuration declares. */
  private static void keepEventBusMaps(Config config) {
    config.addMultiMapConfig(
        new MultiMapConfig("__vertx.subs")
            .setBackupCount(1)
            .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
    config.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(1));
    config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
  }

  private static void listen(Config config, ResolvedEndpoint endpoint) {
    NetworkConfig network = config.getNetworkConfig();
    boolean anyPort = endpoint.port() == 0;
    network
        .setPort(anyPort ? ClusterEndpoint.FIRST_PORT : endpoint.port())
        .setPortAutoIncrement(anyPort)
        .setPortCount(anyPort ? PORTS_TRIED : 1);
    boolean wildcard = endpoint.bind().isAnyLocalAddress();
    config.setProperty("hazelcast.socket.bind.any", Boolean.toString(wildcard));
    if (endpoint.bind() instanceof Inet6Address) {
      config.setProperty("hazelcast.prefer.ipv4.stack", "false");
    }
    if (!wildcard) {
      network.getInterfaces().setEnabled(true).setInterfaces(List.of(endpoint.bindHost()));
    }
    if (!endpoint.advertisesItsBindAddress()) {
      network.setPublicAddress(endpoint.advertised());
    }
  }

  private static void join(Config config, JoinProfile profile, Collection<MemberAddress> known) {
    JoinConfig join = config.getNetworkConfig().getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    // A member waits this long for more to join at once. Over a data directory starts are
    // serialised anyway.
    config.setProperty(
        "hazelcast.wait.seconds.before.join", profile instanceof JoinProfile.Loopback ? "0" : "1");
    switch (profile) {
      case JoinProfile.Loopback loopback -> joinTcpIp(join.getTcpIpConfig(), known);
      case JoinProfile.TcpIp tcpIp -> joinTcpIp(join.getTcpIpConfig(), tcpIp.members());
      case JoinProfile.Kubernetes kubernetes ->
          join.getKubernetesConfig()
              .setEnabled(true)
              .setProperty("service-dns", kubernetes.serviceDns())
              .setProperty("service-port", Integer.toString(kubernetes.port()));
    }
  }

  private static void joinTcpIp(TcpIpConfig tcpIp, Collection<MemberAddress> members) {
    tcpIp
        .setEnabled(true)
        .setConnectionTimeoutSeconds(CONNECT_SECONDS)
        .setMembers(members.stream().map(MemberAddress::toString).toList());
  }
}
