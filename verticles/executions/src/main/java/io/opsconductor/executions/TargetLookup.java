package io.opsconductor.executions;

import io.opsconductor.contracts.secrets.DescribeCredentials;
import io.opsconductor.contracts.secrets.SecretOperations;
import io.opsconductor.contracts.targets.GetConnections;
import io.opsconductor.contracts.targets.TargetConnection;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.executions.TaskStore.FreeTask;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Asks targets and secrets how to reach the targets of a whole claim now. */
final class TargetLookup {
  private final BusClient bus;

  TargetLookup(BusClient bus) {
    this.bus = bus;
  }

  /** How a task's target can be reached. */
  sealed interface Found {
    record Reachable(TargetConnection connection) implements Found {}

    /** Why it cannot. */
    record Gone(String reason) implements Found {}

    /** It signs in with what whoever started the execution was not asked about. */
    record NotPermitted() implements Found {
      static final String REASON =
          "The target was given another credential after the execution was started, and whoever"
              + " started it may use some credentials only; start it again";
    }
  }

  /** What was found for each task, by its id. */
  Map<UUID, Found> of(List<FreeTask> tasks, Call call) {
    Map<UUID, TargetConnection> connections = connections(tasks, call);
    Map<UUID, Integer> versions = versions(tasks, connections, call);
    Map<UUID, Found> found = new HashMap<>();
    for (FreeTask task : tasks) {
      found.put(task.id(), found(task, connections.get(task.targetId()), versions));
    }
    return found;
  }

  private static Found found(
      FreeTask task, TargetConnection connection, Map<UUID, Integer> versions) {
    if (connection == null || !connection.organizationId().equals(task.organizationId())) {
      return new Found.Gone("The target was deleted");
    }
    if (!task.maySignInWith(connection.credentialId())) {
      return new Found.NotPermitted();
    }
    Integer version = versions.get(connection.credentialId());
    return version == null
        ? new Found.Gone("The credential of the target was deleted")
        : new Found.Reachable(connection.withCredentialVersion(version));
  }

  /** One question an organization; nearly always there is one. */
  private Map<UUID, TargetConnection> connections(List<FreeTask> tasks, Call call) {
    Map<UUID, Set<UUID>> targets = new HashMap<>();
    for (FreeTask task : tasks) {
      targets
          .computeIfAbsent(task.organizationId(), organization -> new HashSet<>())
          .add(task.targetId());
    }
    Map<UUID, TargetConnection> connections = new HashMap<>();
    targets.forEach(
        (organization, ids) -> {
          GetConnections request = new GetConnections(organization, List.copyOf(ids));
          bus.callAsService(TargetOperations.CONNECTIONS, request, call)
              .connections()
              .forEach(connection -> connections.put(connection.targetId(), connection));
        });
    return connections;
  }

  /** Likewise. */
  private Map<UUID, Integer> versions(
      List<FreeTask> tasks, Map<UUID, TargetConnection> connections, Call call) {
    Map<UUID, Set<UUID>> credentials = new HashMap<>();
    for (FreeTask task : tasks) {
      TargetConnection connection = connections.get(task.targetId());
      if (connection != null && connection.organizationId().equals(task.organizationId())) {
        credentials
            .computeIfAbsent(task.organizationId(), organization -> new HashSet<>())
            .add(connection.credentialId());
      }
    }
    Map<UUID, Integer> versions = new HashMap<>();
    credentials.forEach(
        (organization, ids) -> {
          DescribeCredentials request = new DescribeCredentials(organization, new ArrayList<>(ids));
          versions.putAll(bus.callAsService(SecretOperations.DESCRIBE, request, call).versions());
        });
    return versions;
  }
}
