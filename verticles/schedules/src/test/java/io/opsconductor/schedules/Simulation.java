package io.opsconductor.schedules;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.platform.database.Db;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * Several instances of schedules over one real database, one step at a time: which of them does
 * what, how far the clock goes, and what breaks, all come from a seed. Nothing depends on the time
 * that it takes, so that a seed always means the same.
 */
final class Simulation implements AutoCloseable {
  static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
  static final Duration TIME = Duration.ofDays(3653);
  private static final int NODES = 3;

  /** What people add to how often schedules are due, by changing them. */
  private static final double RATE = 1.8;

  /** What a node is told to do. */
  interface Action {
    void run(SimulatedNode node);
  }

  final long seed;
  final SimulatedDatabase database;
  final SimulatedHistory history;
  final SimulatedRuns runs;

  /** The first step at each time. */
  final TreeMap<Instant, Integer> steps = new TreeMap<>();

  /** Due times that somebody had run after all, with what they were before. */
  final Map<Runs.Key, List<FireState>> caughtUp = new LinkedHashMap<>();

  private final Random random;
  private final SimulatedPeople people;
  private final Vertx vertx = Vertx.vertx();
  private final AnswerThief thief;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final int fires;
  private Instant now = BEGINNING;
  private int step;
  private int busy;
  private int crashes;
  private int faults;

  Simulation(long seed, int fires) throws SQLException {
    this.seed = seed;
    this.fires = fires;
    this.random = new Random(seed);
    this.database = new SimulatedDatabase();
    this.history = new SimulatedHistory(database);
    this.runs = new SimulatedRuns(random, () -> now);
    this.thief = new AnswerThief(vertx, "127.0.0.1", database.port());
    this.people = new SimulatedPeople(this, random, fires / (double) TIME.toDays() * RATE);
    setTime(BEGINNING);
    for (int i = 0; i < NODES; i++) {
      nodes.add(node());
    }
  }

  private SimulatedNode node() {
    Db db = database.open(vertx, random.nextBoolean() ? thief.port() : database.port());
    return new SimulatedNode(db, runs, people.context(), people.clock());
  }

  Instant now() {
    return now;
  }

  int step() {
    return step;
  }

  /** Steps through the ten years, and then until nothing is on its way any more. */
  void run() {
    while (now.isBefore(BEGINNING.plus(TIME))) {
      advance();
      turn();
    }
    quiet();
  }

  private void turn() {
    if (chance(20)) {
      act(people::doSomething);
    }
    if (chance(3)) {
      crash(random.nextInt(NODES));
    }
    if (chance(1)) {
      faults++;
      database.restart();
      nodes.forEach(Simulation::reconnect);
    }
    int first = act(node -> node.fires.run());
    if (chance(90)) {
      act(first, node -> node.starter.run());
    }
    if (chance(20)) {
      act(node -> node.fires.run());
    }
    while (chance(35)) {
      setTime(now.plusSeconds(1 + random.nextInt(90)));
      if (chance(25)) {
        act(people::interfere);
      }
      act(node -> node.starter.run());
    }
    if (chance(50)) {
      act(node -> node.watch.run());
    }
  }

  /** To what is due next, or far beyond it: then everything stood still. */
  private void advance() {
    if (busy == 0 && chance(2)) {
      busy = 30 + random.nextInt(50);
    }
    Instant next = busy > 0 ? nextDue() : null;
    if (next == null) {
      long hours = 1L + random.nextInt(chance(3) ? 400 : 240);
      setTime(now.plus(Duration.ofHours(hours)).plusSeconds(random.nextInt(3600)));
    } else {
      busy--;
      setTime(next.isAfter(now) ? next : now.plusSeconds(1));
    }
    people.hire();
  }

  private Instant nextDue() {
    return database
        .list(
            "SELECT min(next_fire_at) AS next FROM schedules",
            row -> SimulatedHistory.instant(row, "next"))
        .getFirst();
  }

  private void setTime(Instant to) {
    Instant delayed = runs.nextDelayed();
    while (delayed != null && delayed.isBefore(to)) {
      now = delayed.isAfter(now) ? delayed : now;
      runs.workOff();
      delayed = runs.nextDelayed();
    }
    now = to;
    database.setTime(now);
  }

  int act(Action action) {
    int which = random.nextInt(NODES);
    act(which, action);
    return which;
  }

  /** Has a node do something, which may break in the middle. */
  private void act(int which, Action action) {
    step++;
    steps.putIfAbsent(now, step);
    SimulatedNode node = nodes.get(which);
    node.tell(now);
    boolean broken = runs.faulty && chance(4);
    if (broken) {
      spoil();
    }
    int gone = runs.gone;
    boolean failed = false;
    boolean died = false;
    try {
      action.run(node);
    } catch (SimulatedRuns.Crash e) {
      died = true;
    } catch (OpsException e) {
      failed = true;
    }
    if (broken) {
      thief.arm(false);
      database.heal();
    }
    if (failed) {
      faults++;
      reconnect(node);
    }
    if (died || (failed && chance(50))) {
      crash(which);
    }
    if (runs.gone > gone) {
      history.read(null, now);
    }
  }

  private void spoil() {
    int dice = random.nextInt(3);
    if (dice == 0) {
      thief.arm(true);
    } else {
      String place = SimulatedDatabase.PLACES.get(random.nextInt(SimulatedDatabase.PLACES.size()));
      database.breakAt(place, dice == 1);
    }
  }

  /** A node that has lost its connection notices that at some time; here at once. */
  private static void reconnect(SimulatedNode node) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .ignoreExceptions()
        .until(() -> node.db.run("SELECT 1").rowCount() == 1);
  }

  private void crash(int which) {
    crashes++;
    nodes.get(which).close();
    nodes.set(which, node());
  }

  /** Everybody goes home: what is on its way comes to its end. */
  private void quiet() {
    runs.faulty = false;
    for (UUID id : history.alive()) {
      act(0, node -> people.switchOff(node, id));
    }
    for (int round = 0; open() > 0; round++) {
      if (round > 500) {
        throw new IllegalStateException(
            "%d due times do not come to an end; seed %d".formatted(open(), seed));
      }
      setTime(now.plusSeconds(61));
      for (int i = 0; i < NODES; i++) {
        act(i, node -> node.fires.run());
        act(i, node -> node.starter.run());
        act(i, node -> node.watch.run());
      }
    }
  }

  private int open() {
    return database
        .list(
            """
            SELECT (SELECT count(*) FROM fires WHERE state = 'starting' OR look_at IS NOT NULL)
              + (SELECT count(*) FROM schedules WHERE next_due_at IS NOT NULL)
            """,
            row -> row.getInt(1))
        .getFirst();
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  String summary(Duration took, int rows) {
    return "seed %d: %d fires (wanted %d), %d executions, %d schedules, %d steps, %d crashes, %d faults of the database, %d of executions, %d commits with an unknown outcome, %d simulated days, %d s"
        .formatted(
            seed,
            rows,
            fires,
            runs.made.size(),
            history.epochs.size(),
            step,
            crashes,
            faults,
            runs.faults,
            thief.taken(),
            Duration.between(BEGINNING, now).toDays(),
            took.toSeconds());
  }

  @Override
  public void close() throws SQLException {
    nodes.forEach(SimulatedNode::close);
    people.close();
    thief.close();
    vertx.close().await();
    database.close();
  }
}
