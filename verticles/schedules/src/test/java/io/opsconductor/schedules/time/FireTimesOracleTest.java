package io.opsconductor.schedules.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.schedules.DstSpec;
import io.opsconductor.contracts.schedules.DueNoteCode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random specifications in every zone, against an oracle that goes through time step by step.
 *
 * <p>{@code -Dopsconductor.seed} repeats a run, {@code -Dopsconductor.comparisons} sets how many:
 * one is a due time found equal, or a window found empty by both; of one specification in one
 * window at most {@value #MOST_OF_ONE} are counted, though all are compared.
 */
class FireTimesOracleTest {
  private static final int MOST_OF_ONE = 50;
  private static final int SPECS_A_WALK = 16;
  private static final int LONGEST_BY_SECONDS = 7200;
  private static final long BEGIN = Instant.parse("1970-01-01T00:00:00Z").getEpochSecond();
  private static final long END = Instant.parse("2040-12-31T00:00:00Z").getEpochSecond();
  private static final long DAY = 86_400;
  private static final Instant ANCHOR = Instant.EPOCH;

  /** About which time in which zone. */
  private record Place(String zone, long second) {}

  private final long seed = Long.getLong("opsconductor.seed", System.nanoTime());
  private final long wanted = Long.getLong("opsconductor.comparisons", 100_000);
  private final Random random = new Random(seed);
  private final Set<String> zonesSeen = new HashSet<>();
  private long comparisons;
  private long empty;
  private long specs;
  private long walks;
  private long atChanges;

  @Test
  void next_shouldAgreeWithOracle_whenSpecsZonesAndPoliciesAreRandom() {
    // given
    List<String> zones = new ArrayList<>(ZoneId.getAvailableZoneIds());
    Collections.sort(zones);
    List<Place> unusual = zones.stream().flatMap(FireTimesOracleTest::unusual).toList();
    System.out.printf(
        "seed %d, %d zones, %d unusual changes%n", seed, zones.size(), unusual.size());
    long began = System.nanoTime();

    // when
    for (int i = 0; comparisons < wanted; i++) {
      if (i % zones.size() == 0) {
        Collections.shuffle(zones, random);
      }
      String zone = zones.get(i % zones.size());
      around(
          random.nextInt(6) == 0
              ? unusual.get(random.nextInt(unusual.size()))
              : new Place(zone, place(zone)));
    }

    // then
    System.out.printf(
        "%d comparisons (%d of them empty windows, %d due times made up or of a time shown twice),"
            + " %d specs in %d walks of %d zones, %.1f s%n",
        comparisons,
        empty,
        atChanges,
        specs,
        walks,
        zonesSeen.size(),
        (System.nanoTime() - began) / 1e9);
    assertTrue(comparisons >= wanted);
  }

  /** Changes of the clock by other than an hour. */
  private static Stream<Place> unusual(String zone) {
    return changes(zone).stream()
        .filter(change -> Math.abs(change.getDuration().toSeconds()) != 3600)
        .map(change -> new Place(zone, change.toEpochSecond()));
  }

  /** A change of the clock in that zone, or any time at all. */
  private long place(String zone) {
    List<ZoneOffsetTransition> changes = changes(zone);
    return changes.isEmpty() || random.nextInt(5) == 0
        ? random.nextLong(BEGIN, END)
        : changes.get(random.nextInt(changes.size())).toEpochSecond();
  }

  private static List<ZoneOffsetTransition> changes(String zone) {
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    var rules = ZoneId.of(zone).getRules();
    var change = rules.nextTransition(Instant.ofEpochSecond(BEGIN));
    while (change != null && change.toEpochSecond() < END) {
      changes.add(change);
      change = rules.nextTransition(change.getInstant());
    }
    return changes;
  }

  private void around(Place place) {
    ZoneId zone = ZoneId.of(place.zone());
    long middle = place.second();
    boolean bySeconds = random.nextInt(25) == 0 && jump(zone, middle) <= LONGEST_BY_SECONDS;
    OracleWalk walk =
        bySeconds
            ? new OracleWalk(zone, middle - 10_000, middle + 10_000, 1, LONGEST_BY_SECONDS + 600)
            : new OracleWalk(zone, middle - 3 * DAY, middle + 3 * DAY, 60, DAY + 3600);
    LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochSecond(middle - 1), zone);
    OracleRandom randoms =
        new OracleRandom(random, place.zone(), local.plusMinutes(random.nextInt(90)), bySeconds);
    walks++;
    zonesSeen.add(place.zone());
    for (int i = 0; i < SPECS_A_WALK; i++) {
      compare(randoms.spec(), randoms.dst(), walk, zone);
    }
  }

  private static long jump(ZoneId zone, long second) {
    int before = zone.getRules().getOffset(Instant.ofEpochSecond(second - 1)).getTotalSeconds();
    int after = zone.getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
    return Math.abs(after - before);
  }

  private void compare(OracleSpec oracle, DstSpec dst, OracleWalk walk, ZoneId zone) {
    specs++;
    String what = oracle.spec() + " " + dst + " seed " + seed;
    Optional<SortedSet<Long>> expected = oracle.due(walk, dst);
    if (expected.isEmpty()) {
      assertThrows(OpsException.class, () -> FireTimes.of(oracle.spec(), dst, ANCHOR), what);
      comparisons++;
      return;
    }
    FireTimes times = FireTimes.of(oracle.spec(), dst, ANCHOR);
    Optional<Instant> due = times.firstFrom(Instant.ofEpochSecond(walk.from));
    for (long each : expected.get()) {
      Instant wants = Instant.ofEpochSecond(each);
      assertEquals(Optional.of(wants), due, () -> what + " at " + wants.atZone(zone));
      due = times.next(wants);
      count(wants, times);
    }
    Optional<Instant> last = due;
    assertTrue(
        last.isEmpty() || last.get().getEpochSecond() >= walk.to,
        () -> what + " not at " + last.map(at -> at.atZone(zone)));
    int size = expected.get().size();
    comparisons += Math.clamp(size, 1, MOST_OF_ONE);
    empty += size == 0 ? 1 : 0;
  }

  private void count(Instant at, FireTimes times) {
    boolean any =
        times.describe(at).notes().stream()
            .anyMatch(note -> note.code() != DueNoteCode.DAY_OF_MONTH_OR_WEEK);
    atChanges += any ? 1 : 0;
  }

  /** The engine looks at one change of the clock at a time. */
  @Test
  void zones_shouldLeaveRoomAfterEachChange_whenTheEngineLooksAtOneAlone() {
    for (String zone : ZoneId.getAvailableZoneIds()) {
      ZoneOffsetTransition before = null;
      for (ZoneOffsetTransition change : changes(zone)) {
        if (before != null) {
          Duration room = Duration.between(before.getInstant(), change.getInstant());
          Duration needed = before.getDuration().abs().plus(change.getDuration().abs());
          assertTrue(room.compareTo(needed) > 0, zone + " " + before + " " + change);
        }
        before = change;
      }
    }
  }
}
