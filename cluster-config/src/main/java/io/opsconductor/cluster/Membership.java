package io.opsconductor.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The members as this node sees them. It is a hint: a frozen or cut-off node is missed after about
 * five seconds, the two sides of a partition see different members, and a node that "left" may
 * still be running. Nothing may be started or stopped on its word.
 *
 * <p>Listeners are told of changes after they were added, in order, one at a time, on a virtual
 * thread of their own; they may block, which delays later news. A flap shorter than that delay is
 * not told.
 */
public final class Membership {

  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

  /** Member attribute in which vertx-hazelcast publishes the Vert.x node id. */
  private static final String VERTX_ID_ATTRIBUTE = "__vertx.nodeId";

  private final HazelcastInstance hazelcast;
  private final ClusterMember self;
  private final List<Consumer<ClusterMember>> joinListeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<ClusterMember>> leaveListeners = new CopyOnWriteArrayList<>();
  private final ExecutorService news =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("membership").factory());

  /** What listeners were last told; touched by the thread of {@link #news} alone. */
  private Map<String, ClusterMember> told;

  /** As of the last change; every request that crosses the bus asks for it. */
  private volatile List<ClusterMember> members;

  /** A listener that {@link #close() stops} listening. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  private Membership(HazelcastInstance hazelcast, ClusterMember self) {
    this.hazelcast = hazelcast;
    this.self = self;
    this.told = current();
    this.members = List.copyOf(told.values());
  }

  static Membership of(HazelcastInstance hazelcast) {
    ClusterMember self =
        memberOf(hazelcast.getCluster().getLocalMember())
            .orElseThrow(() -> new IllegalStateException("The local member has no identity"));
    Membership membership = new Membership(hazelcast, self);
    hazelcast.getCluster().addMembershipListener(membership.new Changes());
    // A merge replaces the member list without an event for each that it drops.
    hazelcast.getLifecycleService().addLifecycleListener(event -> membership.refresh());
    // For what happened between the first look and the listeners.
    membership.refresh();
    return membership;
  }

  /** This node. */
  public ClusterMember self() {
    return self;
  }

  /**
   * Whether this node still takes part; once false it stays so and the process should be restarted.
   */
  public boolean isActive() {
    return hazelcast.getLifecycleService().isRunning();
  }

  /** All members, this node included, the oldest first; empty after this node has left. */
  public List<ClusterMember> members() {
    return members;
  }

  /**
   * The member of a node id. Two processes of one id at once are possible for the seconds of a
   * restart: the younger.
   */
  public Optional<ClusterMember> member(String nodeId) {
    return members.stream()
        .filter(member -> member.node().id().equals(nodeId))
        .reduce((older, younger) -> younger);
  }

  /** Tells of every other node that joins from now on. */
  public Registration onJoin(Consumer<ClusterMember> listener) {
    joinListeners.add(listener);
    return () -> joinListeners.remove(listener);
  }

  /** Tells of every other node that leaves, dies or is cut off from now on. */
  public Registration onLeave(Consumer<ClusterMember> listener) {
    leaveListeners.add(listener);
    return () -> leaveListeners.remove(listener);
  }

  void close() {
    news.shutdown();
  }

  private Map<String, ClusterMember> current() {
    Map<String, ClusterMember> current = new LinkedHashMap<>();
    try {
      for (Member member : hazelcast.getCluster().getMembers()) {
        memberOf(member).ifPresent(known -> current.put(known.clusterManagerId(), known));
      }
    } catch (HazelcastInstanceNotActiveException e) {
      LOG.debug("This node has left the cluster");
      return Map.of();
    }
    return current;
  }

  private void refresh() {
    synchronized (this) {
      members = List.copyOf(current().values());
    }
    try {
      news.execute(this::tellChanges);
    } catch (RejectedExecutionException e) {
      LOG.debug("Membership is closed; the change is not told");
    }
  }

  private void tellChanges() {
    if (!isActive()) {
      return;
    }
    Map<String, ClusterMember> before = told;
    told = current();
    tell(before, told.keySet(), leaveListeners, "left");
    tell(told, before.keySet(), joinListeners, "joined");
  }

  private void tell(
      Map<String, ClusterMember> members,
      Set<String> except,
      List<Consumer<ClusterMember>> listeners,
      String what) {
    members.forEach(
        (id, member) -> {
          if (!except.contains(id) && !member.equals(self)) {
            LOG.info("Node {} (epoch {}) {}", member.node().id(), member.node().epoch(), what);
            listeners.forEach(listener -> tell(listener, member));
          }
        });
  }

  private static void tell(Consumer<ClusterMember> listener, ClusterMember member) {
    try {
      listener.accept(member);
    } catch (RuntimeException e) {
      LOG.error("A membership listener failed on node {}", member.node().id(), e);
    }
  }

  private static Optional<ClusterMember> memberOf(Member member) {
    String id = member.getAttribute(HazelcastConfiguration.NODE_ID_ATTRIBUTE);
    String epoch = member.getAttribute(HazelcastConfiguration.EPOCH_ATTRIBUTE);
    String vertxId = member.getAttribute(VERTX_ID_ATTRIBUTE);
    return id == null || epoch == null || vertxId == null
        ? Optional.empty()
        : Optional.of(new ClusterMember(new NodeIdentity(id, UUID.fromString(epoch)), vertxId));
  }

  private final class Changes implements MembershipListener {
    @Override
    public void memberAdded(MembershipEvent event) {
      refresh();
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
      refresh();
    }
  }
}
