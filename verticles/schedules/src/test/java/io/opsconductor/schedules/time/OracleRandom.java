package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.DstSpec;
import io.opsconductor.contracts.schedules.FoldPolicy;
import io.opsconductor.contracts.schedules.Frequency;
import io.opsconductor.contracts.schedules.GapPolicy;
import io.opsconductor.contracts.schedules.ScheduleSpec;
import io.opsconductor.contracts.schedules.Weekday;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Random specifications, of which many have something due near the middle of a walk. */
final class OracleRandom {
  private final Random random;
  private final String zone;
  private final LocalDateTime middle;
  private final boolean bySeconds;

  /**
   * @param middle what the clock shows about when it changes
   */
  OracleRandom(Random random, String zone, LocalDateTime middle, boolean bySeconds) {
    this.random = random;
    this.zone = zone;
    this.middle = middle;
    this.bySeconds = bySeconds;
  }

  DstSpec dst() {
    return new DstSpec(any(GapPolicy.values()), any(FoldPolicy.values()));
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }

  OracleSpec spec() {
    int kind = random.nextInt(20);
    if (bySeconds || kind < 13) {
      return new OracleCronRandom(random, zone, middle, bySeconds).cron();
    }
    if (kind < 17) {
      return new OracleRecurring(recurring());
    }
    return kind < 18 ? new OracleTimes.Interval(interval()) : once();
  }

  private ScheduleSpec.Interval interval() {
    long every =
        List.of(1800L, 3600L, 5400L, 86_400L, 7L * 3600, 3601L, 100_000L).get(random.nextInt(7));
    long anchor = random.nextLong(0, 2_200_000_000L);
    return new ScheduleSpec.Interval(
        Duration.ofSeconds(every), Instant.ofEpochSecond(anchor), zone);
  }

  private OracleSpec once() {
    int minutes = random.nextInt(-180, 180);
    return new OracleTimes.Once(middle.withSecond(0).plusMinutes(minutes), zone);
  }

  private ScheduleSpec.Recurring recurring() {
    Frequency frequency = any(Frequency.values());
    int every = random.nextInt(3) == 0 ? 1 + random.nextInt(5) : 1;
    LocalDate since =
        every > 1 || random.nextInt(4) == 0
            ? middle.toLocalDate().minusDays(random.nextInt(-3, 900))
            : null;
    return switch (frequency) {
      case DAILY -> recurring(frequency, every, since, List.of(), null, null);
      case WEEKLY -> recurring(frequency, every, since, weekdays(), null, null);
      case MONTHLY -> monthly(every, since);
    };
  }

  private ScheduleSpec.Recurring monthly(int every, LocalDate since) {
    if (random.nextBoolean()) {
      int near = middle.plusDays(random.nextInt(-2, 3)).getDayOfMonth();
      Integer day = List.of(-1, near, near, 29, 31, 1).get(random.nextInt(6));
      // the thirtieth of every twelfth February never is, and is refused
      int often = day > 28 ? 1 : every;
      return recurring(Frequency.MONTHLY, often, since, List.of(), day, null);
    }
    Integer week = List.of(-1, 1, 2, 3, 4, 5).get(random.nextInt(6));
    List<Weekday> day = List.of(any(Weekday.values()));
    return recurring(Frequency.MONTHLY, every, since, day, null, week);
  }

  private ScheduleSpec.Recurring recurring(
      Frequency frequency,
      int every,
      LocalDate since,
      List<Weekday> weekdays,
      Integer day,
      Integer week) {
    return new ScheduleSpec.Recurring(frequency, times(), every, since, weekdays, day, week, zone);
  }

  private List<Weekday> weekdays() {
    List<Weekday> all = new ArrayList<>(Arrays.asList(Weekday.values()));
    Collections.shuffle(all, random);
    return all.subList(0, 1 + random.nextInt(7));
  }

  private List<String> times() {
    return IntStream.range(0, 1 + random.nextInt(6))
        .mapToObj(
            i -> {
              int hour = Math.floorMod(middle.getHour() + random.nextInt(-2, 3), 24);
              return "%02d:%02d"
                  .formatted(random.nextInt(3) > 0 ? hour : random.nextInt(24), random.nextInt(60));
            })
        .toList();
  }
}
