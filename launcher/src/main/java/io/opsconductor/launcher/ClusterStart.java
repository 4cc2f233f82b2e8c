package io.opsconductor.launcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.opsconductor.cluster.ClusterDirectory;
import io.opsconductor.cluster.ClusterIdentity;
import io.opsconductor.cluster.ClusterNode;
import io.opsconductor.cluster.ClusterSettings;
import io.opsconductor.cluster.ClusterStartException;
import io.opsconductor.cluster.ClusteredVertx;
import io.opsconductor.cluster.JoinProfile;
import io.opsconductor.cluster.NodeIdentity;
import io.opsconductor.launcher.config.ClusterOptions;
import io.opsconductor.launcher.home.DataDirectory;
import io.opsconductor.launcher.home.StartRefused;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Joins the cluster that the configuration describes. */
final class ClusterStart {

  private ClusterStart() {}

  static ClusterNode join(
      ClusterOptions options, Optional<String> nodeId, DataDirectory data, MeterRegistry metrics) {
    try {
      return ClusteredVertx.start(
          settings(options, nodeId, data),
          vertx -> watched(vertx).setMetricsOptions(measured()),
          builder -> builder.withMetrics(new MicrometerMetricsFactory(metrics)));
    } catch (ClusterStartException e) {
      throw StartRefused.because(e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw StartRefused.usage(e.getMessage());
    } catch (IOException e) {
      throw StartRefused.because("Cannot use " + data.root() + ": " + e, e);
    }
  }

  /**
   * An event loop that is held for longer than this many milliseconds is logged, with its stack.
   */
  private static VertxOptions watched(VertxOptions vertx) {
    int limit = Integer.getInteger("opsconductor.event_loop_limit_ms", 2000);
    return vertx
        .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
        .setMaxEventLoopExecuteTime(limit)
        .setWarningExceptionTimeUnit(TimeUnit.MILLISECONDS)
        .setWarningExceptionTime(limit)
        .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS)
        .setBlockedThreadCheckInterval(Math.clamp(limit / 2, 20, 1000));
  }

  /** Without what operations of the bus and of HTTP are measured by themselves. */
  private static MicrometerMetricsOptions measured() {
    return new MicrometerMetricsOptions()
        .setEnabled(true)
        .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
        .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER);
  }

  private static ClusterSettings settings(
      ClusterOptions options, Optional<String> nodeId, DataDirectory data) throws IOException {
    NodeIdentity node = nodeId.map(NodeIdentity::starting).orElseGet(NodeIdentity::startingUnnamed);
    ClusterDirectory directory = ClusterDirectory.open(data.root());
    ClusterIdentity identity =
        options.id().isEmpty()
            ? directory.identity()
            : new ClusterIdentity(options.id().get(), options.secret().orElseThrow().reveal());
    return new ClusterSettings(
        node,
        identity,
        options.endpoint(),
        profile(options, directory),
        options.security(),
        options.insecure());
  }

  private static JoinProfile profile(ClusterOptions options, ClusterDirectory directory) {
    if (options.kubernetesService().isPresent()) {
      return new JoinProfile.Kubernetes(
          options.kubernetesService().get(), options.endpoint().port());
    }
    return options.join().isEmpty()
        ? new JoinProfile.Loopback(directory)
        : new JoinProfile.TcpIp(options.join());
  }
}
