package io.opsconductor.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.executions.OverlapPolicy;
import io.opsconductor.contracts.schedules.CalendarInput;
import io.opsconductor.contracts.schedules.CalendarKind;
import io.opsconductor.contracts.schedules.FireReason;
import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.contracts.schedules.MisfirePolicy;
import io.opsconductor.contracts.schedules.MisfireSpec;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.contracts.schedules.ScheduleSpec;
import io.opsconductor.contracts.schedules.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecideTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Identity ANN = new Identity(Ids.next(), "ann", false);
  private static final ScheduleSpec HOURLY = new ScheduleSpec.Cron("0 * * * *", "UTC");
  private static final ScheduleSpec EACH_SECOND =
      new ScheduleSpec.Interval(Duration.ofSeconds(1), NOON, null);

  @Test
  void dueTime_shouldStart_whenItHasJustCome() {
    // when
    Decided decided = decide(plan(HOURLY, MisfireSpec.standard()), NOON.plusMillis(3));
    // then
    assertThat(decided.fires()).hasSize(1);
    assertThat(decided.fires().getFirst().state()).isEqualTo(FireState.STARTING);
    assertThat(decided.nextDueAt()).isEqualTo(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void nothing_shouldBeDecided_whenNothingHasCome() {
    // when
    Decided decided = decide(plan(HOURLY, MisfireSpec.standard()), NOON.minusMillis(1));
    // then
    assertThat(decided.fires()).isEmpty();
    assertThat(decided.nextDueAt()).isEqualTo(NOON);
  }

  @Test
  void newestAlone_shouldStart_whenSeveralWereMissedAndOneIsToRun() {
    // given
    Plan plan = plan(HOURLY, misfire(MisfirePolicy.ONCE, Duration.ofHours(3), null));
    // when
    Decided decided = decide(plan, NOON.plus(Duration.ofMinutes(5 * 60 + 10)));
    // then
    assertThat(decided.fires())
        .extracting(Decided.Fire::reason)
        .containsExactly(
            FireReason.DEADLINE,
            FireReason.DEADLINE,
            FireReason.DEADLINE,
            FireReason.COALESCED,
            FireReason.COALESCED,
            null);
    assertThat(decided.fires().getLast().state()).isEqualTo(FireState.STARTING);
    assertThat(decided.nextDueAt()).isEqualTo(NOON.plus(Duration.ofHours(6)));
  }

  @Test
  void noneOrTheNewest_shouldStart_whenTheMisfirePolicySaysSo() {
    // given
    Instant later = NOON.plus(Duration.ofMinutes(4 * 60 + 10));
    Duration deadline = Duration.ofHours(10);
    // when
    Decided none = decide(plan(HOURLY, misfire(MisfirePolicy.SKIP, deadline, null)), later);
    Decided two = decide(plan(HOURLY, misfire(MisfirePolicy.ALL, deadline, 2)), later);
    // then
    assertThat(none.fires()).extracting(Decided.Fire::reason).containsOnly(FireReason.MISFIRE);
    assertThat(counts(two)).isEqualTo(Map.of(FireState.MISSED, 3L, FireState.STARTING, 2L));
    assertThat(two.fires().subList(3, 5))
        .extracting(Decided.Fire::state)
        .containsOnly(FireState.STARTING);
  }

  @Test
  void dueTimes_shouldEachGetARow_whenTheyAreMoreThanOneTransactionTakes() {
    // given
    Plan plan = plan(EACH_SECOND, MisfireSpec.standard());
    Instant now = NOON.plusSeconds(3 * Decide.MOST - 1);
    Standing standing = standing(NOON, 0);
    long rows = 0;
    long starting = 0;
    // when
    for (int turn = 0; turn < 3; turn++) {
      Decided decided = Decide.upTo(now, plan, standing, Decide.Until.BEGINS);
      rows += decided.fires().size();
      starting += decided.count(FireState.STARTING);
      standing = standing(decided.nextDueAt(), 0);
    }
    // then
    assertThat(rows).isEqualTo(3 * Decide.MOST);
    assertThat(starting).isEqualTo(1);
    assertThat(standing.nextDueAt()).isEqualTo(now.plusSeconds(1));
  }

  @Test
  void dueTimes_shouldBeSkipped_whenTheScheduleIsPausedThen() {
    // given
    Plan plan = plan(HOURLY, misfire(MisfirePolicy.ALL, Duration.ofHours(10), 10));
    Standing paused =
        new Standing(
            Ids.next(),
            Ids.next(),
            1,
            NOON,
            0,
            NOON.plusSeconds(1),
            NOON.plus(Duration.ofHours(2)));
    // when
    Decided decided =
        Decide.upTo(NOON.plus(Duration.ofHours(3)), plan, paused, Decide.Until.BEGINS);
    // then
    assertThat(decided.fires())
        .extracting(Decided.Fire::state)
        .containsExactly(
            FireState.STARTING, FireState.SKIPPED, FireState.STARTING, FireState.STARTING);
    assertThat(decided.fires().get(1).reason()).isEqualTo(FireReason.PAUSED);
  }

  @Test
  void dueTimes_shouldBeSkipped_whenACalendarKeepsThemFromRunning() {
    // given
    CalendarInput lunch =
        new CalendarInput(
            "lunch",
            null,
            CalendarKind.BLACKOUT,
            "UTC",
            List.of(new WindowSpec.Weekly(null, "12:00", "13:00")));
    Plan plan = plan(HOURLY, MisfireSpec.standard(), null, null, lunch);
    // when
    Decided decided = decide(plan, NOON.plusSeconds(1));
    // then
    assertThat(decided.fires().getFirst().reason()).isEqualTo(FireReason.BLACKOUT);
    assertThat(decided.fires().getFirst().detail()).contains("lunch");
  }

  @Test
  void nothing_shouldBeDueAnyMore_whenTheMaximumIsReached() {
    // given
    Plan plan = plan(HOURLY, misfire(MisfirePolicy.ALL, Duration.ofHours(10), 10), 2, null);
    // when
    Decided decided = decide(plan, NOON.plus(Duration.ofHours(5)));
    // then
    assertThat(decided.fires()).hasSize(2);
    assertThat(decided.nextDueAt()).isNull();
    assertThat(decided.nextFireAt()).isNull();
  }

  @Test
  void begin_shouldBeLaterAndAlwaysTheSame_whenThereIsJitter() {
    // given
    Plan wide = plan(HOURLY, MisfireSpec.standard(), null, Duration.ofMinutes(10));
    Plan narrow = plan(EACH_SECOND, MisfireSpec.standard(), null, Duration.ofMinutes(10));
    for (int i = 0; i < 1000; i++) {
      Instant hour = NOON.plus(Duration.ofHours(i));
      Instant second = NOON.plusSeconds(i);
      // then
      assertThat(wide.fireAt(hour))
          .isBetween(hour, hour.plus(Duration.ofMinutes(10)))
          .isEqualTo(wide.fireAt(hour));
      assertThat(narrow.fireAt(second)).isBetween(second, second.plusMillis(999));
    }
    assertThat(
            IntStream.range(0, 1000)
                .mapToObj(i -> NOON.plus(Duration.ofHours(i)))
                .map(hour -> Duration.between(hour, wide.fireAt(hour)).toMinutes())
                .distinct())
        .hasSizeBetween(10, 11);
  }

  @Test
  void nothing_shouldBeDue_whenItIsOutsideOfStartAndEnd() {
    // given
    ScheduleInput bounded =
        input(
            HOURLY,
            MisfireSpec.standard(),
            null,
            null,
            NOON.plus(Duration.ofHours(2)),
            NOON.plus(Duration.ofHours(4)));
    Plan plan = Plan.of(Ids.next(), bounded, NOON, ANN, List.of());
    // then
    assertThat(plan.firstFrom(NOON)).contains(NOON.plus(Duration.ofHours(2)));
    assertThat(plan.next(NOON.plus(Duration.ofHours(2)))).contains(NOON.plus(Duration.ofHours(3)));
    assertThat(plan.next(NOON.plus(Duration.ofHours(3)))).isEmpty();
  }

  private static Decided decide(Plan plan, Instant now) {
    return Decide.upTo(now, plan, standing(NOON, 0), Decide.Until.BEGINS);
  }

  private static Standing standing(Instant nextDueAt, long runs) {
    return new Standing(Ids.next(), Ids.next(), 1, nextDueAt, runs, null, null);
  }

  private static Map<FireState, Long> counts(Decided decided) {
    return decided.fires().stream()
        .map(Decided.Fire::state)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static MisfireSpec misfire(MisfirePolicy policy, Duration deadline, Integer limit) {
    return new MisfireSpec(policy, deadline, limit, null);
  }

  private static Plan plan(ScheduleSpec spec, MisfireSpec misfire) {
    return plan(spec, misfire, null, null);
  }

  private static Plan plan(
      ScheduleSpec spec,
      MisfireSpec misfire,
      Integer maxRuns,
      Duration jitter,
      CalendarInput... calendars) {
    ScheduleInput schedule = input(spec, misfire, maxRuns, jitter, null, null);
    return Plan.of(Ids.next(), schedule, NOON, ANN, List.of(calendars));
  }

  private static ScheduleInput input(
      ScheduleSpec spec,
      MisfireSpec misfire,
      Integer maxRuns,
      Duration jitter,
      Instant startAt,
      Instant endAt) {
    return new ScheduleInput(
        "nightly",
        null,
        Ids.next(),
        spec,
        null,
        misfire,
        OverlapPolicy.ALLOW,
        null,
        jitter,
        startAt,
        endAt,
        maxRuns,
        null,
        null,
        null,
        true);
  }
}
