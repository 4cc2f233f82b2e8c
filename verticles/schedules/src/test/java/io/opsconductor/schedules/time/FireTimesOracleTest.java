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
  private static final int SPECS_A_WALK = 14;
  private static final long BEGIN = Instant.parse("1970-01-01T00:00:00Z").getEpochSecond();
  private static final long END = Instant.parse("2040-12-31T00:00:00Z").getEpochSecond();
  private static final long DAY = 86_400;
  private static final Instant ANCHOR = Instant.EPOCH;

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
    List<ZoneOffsetTransition> odd = new ArrayList<>();
    List<String> oddZones = new ArrayList<>();
    List<String> zones = new ArrayList<>(ZoneId.getAvailableZoneIds());
    Collections.sort(zones);
    for (String zone : zones) {
      for (ZoneOffsetTransition change : changes(zone)) {
        if (Math.abs(change.getDuration().toSeconds()) != 3600) {
          odd.add(change);
          oddZones.add(zone);
        }
      }
    }
    System.out.printf("seed %d, %d zones, %d unusual changes%n", seed, zones.size(), odd.size());

    // when
    long began = System.nanoTime();
    while (comparisons < wanted) {
      Collections.shuffle(zones, random);
      for (int i = 0; i < zones.size() && comparisons < wanted; i++) {
        if (random.nextInt(6) == 0) {
          int pick = random.nextInt(odd.size());
          around(oddZones.get(pick), odd.get(pick).toEpochSecond());
        } else {
          around(zones.get(i), place(zones.get(i)));
        }
      }
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

  private void around(String zone, long middle) {
    boolean bySeconds = random.nextInt(25) == 0;
    long reach = bySeconds ? 3 * 3600 : 3 * DAY;
    long margin = bySeconds ? 4 * 3600 : 2 * DAY;
    ZoneId id = ZoneId.of(zone);
    long jump = 0;
    var change = id.getRules().nextTransition(Instant.ofEpochSecond(middle - 1));
    if (change != null && change.toEpochSecond() == middle) {
      jump = Math.abs(change.getDuration().toSeconds());
    }
    if (bySeconds && jump > 3 * 3600) {
      return;
    }
    OracleWalk walk =
        new OracleWalk(id, middle - reach, middle + reach, bySeconds ? 1 : 60, margin);
    LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochSecond(middle - 1), id);
    OracleRandom randoms =
        new OracleRandom(random, zone, local.plusMinutes(random.nextInt(90)), bySeconds);
    walks++;
    zonesSeen.add(zone);
    for (int i = 0; i < SPECS_A_WALK; i++) {
      compare(randoms.spec(), randoms.dst(), walk, id);
    }
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
