package io.opsconductor.launcher;

import io.opsconductor.audit.AuditGroup;
import io.opsconductor.auth.AdminBootstrap;
import io.opsconductor.auth.AuthGroup;
import io.opsconductor.executions.ExecutionsGroup;
import io.opsconductor.gateway.GatewayGroup;
import io.opsconductor.jobs.JobsGroup;
import io.opsconductor.platform.group.ServiceGroup;
import io.opsconductor.schedules.SchedulesGroup;
import io.opsconductor.secrets.SecretsGroup;
import io.opsconductor.targets.TargetsGroup;
import io.opsconductor.users.UsersGroup;
import io.opsconductor.workers.WorkersGroup;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every group of this release. */
final class GroupCatalog {

  private static final String FIRST = "auth";
  private static final String LAST = "gateway";

  private final GatewayGroup gateway = new GatewayGroup();
  private final List<ServiceGroup> all;

  /**
   * A catalog for one node.
   *
   * @param administrator told how auth found the first administrator's password
   */
  GroupCatalog(Consumer<AdminBootstrap> administrator) {
    this.all =
        List.of(
            new AuthGroup(administrator),
            new UsersGroup(),
            new SecretsGroup(),
            new TargetsGroup(),
            new JobsGroup(),
            new ExecutionsGroup(),
            new SchedulesGroup(),
            new AuditGroup(),
            new WorkersGroup(),
            gateway);
  }

  /** A catalog to look things up in. */
  static GroupCatalog ofRelease() {
    return new GroupCatalog(outcome -> {});
  }

  List<String> names() {
    return all.stream().map(ServiceGroup::name).toList();
  }

  /** Names of the services that own a database. */
  List<String> databases() {
    return all.stream()
        .filter(group -> group.migrations().isPresent())
        .map(ServiceGroup::name)
        .toList();
  }

  /** The groups of these names. */
  List<ServiceGroup> named(List<String> names) {
    return all.stream().filter(group -> names.contains(group.name())).toList();
  }

  /**
   * What is started together, one after the other: auth, which all others tell their keys; then the
   * rest; the gateway last, when there is somebody to ask.
   */
  List<List<ServiceGroup>> inOrder(List<ServiceGroup> chosen) {
    return Stream.of(FIRST, "", LAST)
        .map(step -> chosen.stream().filter(group -> stepOf(group).equals(step)).toList())
        .toList();
  }

  private static String stepOf(ServiceGroup group) {
    return group.name().equals(FIRST) || group.name().equals(LAST) ? group.name() : "";
  }

  /** The port on which the gateway listens, once it does. */
  CompletableFuture<Integer> gatewayPort() {
    return gateway.port();
  }
}
