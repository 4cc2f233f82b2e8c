package io.opsconductor.platform.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.servicediscovery.Record;
import io.vertx.servicediscovery.ServiceDiscovery;
import io.vertx.servicediscovery.ServiceDiscoveryOptions;
import io.vertx.servicediscovery.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which nodes serve which groups, from vertx-service-discovery. The view is read again at each
 * announcement and each second, and shows only nodes that are members now, because the library
 * keeps the records of dead ones.
 */
public final class NodeDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(NodeDirectory.class);
  private static final String TYPE = "opsconductor-group";
  private static final String ANNOUNCEMENTS = "ops.discovery.announce";
  private static final long REFRESH_MS = 1000;

  private final Vertx vertx;
  private final String nodeId;
  private final String epoch;
  private final Supplier<Set<String>> liveNodes;
  private final ServiceDiscovery discovery;
  private final Map<String, Record> own = new ConcurrentHashMap<>();
  private volatile List<Entry> view = List.of();
  private volatile Set<String> registered = Set.of();
  private long timer;

  private record Entry(
      String group, String nodeId, String epoch, boolean draining, String registration) {}

  /**
   * The directory of this node.
   *
   * @param liveNodes ids of the nodes that are members now, this one included
   */
  public NodeDirectory(Vertx vertx, String nodeId, String epoch, Supplier<Set<String>> liveNodes) {
    this.vertx = vertx;
    this.nodeId = nodeId;
    this.epoch = epoch;
    this.liveNodes = liveNodes;
    this.discovery =
        ServiceDiscovery.create(
            vertx,
            new ServiceDiscoveryOptions().setAnnounceAddress(ANNOUNCEMENTS).setUsageAddress(null));
  }

  /** Begins to follow what others announce. */
  public Future<Void> start() {
    vertx.eventBus().consumer(ANNOUNCEMENTS, announced -> refresh());
    timer = vertx.setPeriodic(REFRESH_MS, tick -> refresh().onSuccess(read -> restore()));
    return refresh();
  }

  /** Makes a group of this node known, with its metadata. */
  public Future<Void> announce(String group, String version) {
    if (own.containsKey(group)) {
      return Future.succeededFuture();
    }
    Record record =
        new Record()
            .setName(group)
            .setType(TYPE)
            .setStatus(Status.UP)
            .setLocation(new JsonObject().put("endpoint", "ops." + group))
            .setMetadata(
                new JsonObject()
                    .put("node", nodeId)
                    .put("epoch", epoch)
                    .put("version", version)
                    .put("draining", false));
    own.put(group, record);
    return discovery.publish(record).compose(published -> refresh());
  }

  /** Takes a group of this node out. */
  public Future<Void> withdraw(String group) {
    Record record = own.remove(group);
    if (record == null || record.getRegistration() == null) {
      return Future.succeededFuture();
    }
    return discovery
        .unpublish(record.getRegistration())
        .otherwiseEmpty()
        .compose(gone -> refresh());
  }

  /** Tells callers to prefer other nodes for all groups of this one. */
  public Future<Void> drain() {
    List<Future<Record>> updates = new ArrayList<>();
    for (Record record : own.values()) {
      record.getMetadata().put("draining", true);
      updates.add(discovery.update(record));
    }
    return Future.join(updates).otherwiseEmpty().compose(updated -> refresh());
  }

  public Future<Void> stop() {
    vertx.cancelTimer(timer);
    List<Future<Void>> withdrawals = own.keySet().stream().map(this::withdraw).toList();
    return Future.join(withdrawals)
        .otherwiseEmpty()
        .onComplete(done -> discovery.close())
        .mapEmpty();
  }

  /**
   * Nodes that serve a group, in the order in which to ask them: this one, the others in turn,
   * draining ones last.
   */
  public List<String> nodesOf(String group) {
    List<String> nodes = new ArrayList<>();
    List<String> last = new ArrayList<>();
    Set<String> alive = liveNodes.get();
    for (Entry entry : view) {
      if (entry.group.equals(group) && alive.contains(entry.nodeId)) {
        (entry.draining ? last : nodes).add(entry.nodeId);
      }
    }
    Collections.shuffle(nodes);
    if (nodes.remove(nodeId)) {
      nodes.addFirst(nodeId);
    }
    nodes.addAll(last);
    return nodes;
  }

  /** Id of this node. */
  public String nodeId() {
    return nodeId;
  }

  /** All nodes that have a group, or are this one. */
  public Set<String> nodes() {
    return new TreeSet<>(liveNodes.get());
  }

  private Future<Void> refresh() {
    return discovery
        .getRecords(record -> TYPE.equals(record.getType()), true)
        .onSuccess(this::adopt)
        .onFailure(
            e ->
                LOG.atDebug()
                    .setCause(e)
                    .log("The directory could not be read; the last view stays"))
        .otherwiseEmpty()
        .mapEmpty();
  }

  /**
   * Puts back what others took out while this node was frozen or cut off. Not at each announcement:
   * two nodes that see different members would answer each other without a pause.
   */
  private void restore() {
    if (liveNodes.get().contains(nodeId)) {
      own.values().stream()
          .filter(record -> record.getRegistration() != null)
          .filter(record -> !registered.contains(record.getRegistration()))
          .forEach(discovery::update);
    }
  }

  private void adopt(List<Record> records) {
    registered = records.stream().map(Record::getRegistration).collect(Collectors.toSet());
    Set<String> alive = liveNodes.get();
    List<Entry> entries = new ArrayList<>();
    for (Record record : records) {
      JsonObject metadata = record.getMetadata();
      Entry entry =
          new Entry(
              record.getName(),
              metadata.getString("node"),
              metadata.getString("epoch"),
              metadata.getBoolean("draining", false),
              record.getRegistration());
      boolean earlierLife = nodeId.equals(entry.nodeId) && !epoch.equals(entry.epoch);
      if (alive.contains(entry.nodeId) && !earlierLife) {
        entries.add(entry);
      } else {
        discovery.unpublish(entry.registration);
      }
    }
    view = List.copyOf(entries);
  }
}
