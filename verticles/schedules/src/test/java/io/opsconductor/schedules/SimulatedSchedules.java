package io.opsconductor.schedules;

import io.opsconductor.contracts.executions.OverlapPolicy;
import io.opsconductor.contracts.schedules.CalendarInput;
import io.opsconductor.contracts.schedules.CalendarKind;
import io.opsconductor.contracts.schedules.DstSpec;
import io.opsconductor.contracts.schedules.FoldPolicy;
import io.opsconductor.contracts.schedules.Frequency;
import io.opsconductor.contracts.schedules.GapPolicy;
import io.opsconductor.contracts.schedules.MisfirePolicy;
import io.opsconductor.contracts.schedules.MisfireSpec;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.contracts.schedules.ScheduleSpec;
import io.opsconductor.contracts.schedules.Weekday;
import io.opsconductor.contracts.schedules.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random schedules and calendars, such as people write them. */
final class SimulatedSchedules {
  static final List<String> CALENDARS = List.of("nights", "working days", "freeze");

  private static final String[] ZONES = {
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "Africa/Casablanca"
  };

  private final Random random;

  SimulatedSchedules(Random random) {
    this.random = random;
  }

  ScheduleInput schedule(String name, Instant now) {
    return new ScheduleInput(
        name,
        null,
        SchedulesFixture.JOB,
        spec(now),
        new DstSpec(one(GapPolicy.values()), one(FoldPolicy.values())),
        misfire(),
        chance(50) ? OverlapPolicy.ALLOW : one(OverlapPolicy.values()),
        calendars(),
        chance(20) ? Duration.ofSeconds(1 + random.nextInt(7200)) : null,
        chance(10) ? now.plus(Duration.ofHours(random.nextInt(200))) : null,
        chance(15) ? now.plus(Duration.ofDays(20 + random.nextInt(600))) : null,
        chance(15) ? 1 + random.nextInt(60) : null,
        null,
        null,
        null,
        !chance(4));
  }

  private ScheduleSpec spec(Instant now) {
    String zone = one(ZONES);
    return switch (random.nextInt(20)) {
      case 0 ->
          new ScheduleSpec.Once(now.plusSeconds(60 + random.nextInt(1_000_000)).toString(), zone);
      case 1, 2, 3 -> recurring(now, zone);
      case 4, 5, 6 ->
          new ScheduleSpec.Interval(
              Duration.ofMinutes(30L * (1 + random.nextInt(100))), chance(50) ? now : null, zone);
      case 7 -> new ScheduleSpec.Interval(Duration.ofSeconds(30 + random.nextInt(600)), null, zone);
      case 8, 9 -> new ScheduleSpec.Cron("0,30 * * * *", zone);
      case 10 -> new ScheduleSpec.Cron("*/15 1-3 * * *", zone);
      case 11 -> new ScheduleSpec.Cron("0 0 L * ?", zone);
      case 12 -> new ScheduleSpec.Cron("30 2 ? * 1#1", zone);
      case 13 -> new ScheduleSpec.Cron("20 30 1 * * MON-FRI", zone);
      case 14 -> new ScheduleSpec.Cron("@hourly", zone);
      default ->
          new ScheduleSpec.Cron(
              "%s %d * * *".formatted(chance(50) ? "30" : "0", random.nextInt(4)), zone);
    };
  }

  private ScheduleSpec recurring(Instant now, String zone) {
    LocalDate since = now.atOffset(ZoneOffset.UTC).toLocalDate();
    List<String> times = chance(50) ? List.of("02:30") : List.of("01:15:30", "03:00");
    int every = 1 + random.nextInt(3);
    return switch (random.nextInt(3)) {
      case 0 ->
          new ScheduleSpec.Recurring(Frequency.DAILY, times, every, since, null, null, null, zone);
      case 1 ->
          new ScheduleSpec.Recurring(
              Frequency.WEEKLY,
              times,
              every,
              since,
              List.of(Weekday.SUN, Weekday.WED),
              null,
              null,
              zone);
      default ->
          new ScheduleSpec.Recurring(Frequency.MONTHLY, times, every, since, null, -1, null, zone);
    };
  }

  private MisfireSpec misfire() {
    MisfirePolicy policy = chance(50) ? MisfirePolicy.ALL : one(MisfirePolicy.values());
    Duration deadline =
        switch (random.nextInt(5)) {
          case 0 -> Duration.ofSeconds(1 + random.nextInt(50));
          case 1 -> Duration.ofMinutes(30);
          default -> Duration.ofDays(1 + random.nextInt(20));
        };
    Integer limit = policy == MisfirePolicy.ALL ? 1 + random.nextInt(100) : null;
    return new MisfireSpec(policy, deadline, limit, chance(30));
  }

  private List<String> calendars() {
    List<String> names = new ArrayList<>(CALENDARS);
    names.removeIf(name -> !chance(8));
    return names;
  }

  CalendarInput calendar(String name, Instant now) {
    String zone = one(ZONES);
    WindowSpec window =
        switch (name) {
          case "nights" ->
              new WindowSpec.Weekly(
                  null,
                  "%02d:00".formatted(20 + random.nextInt(4)),
                  "0%d:10".formatted(random.nextInt(6)));
          case "working days" ->
              new WindowSpec.Weekly(
                  List.of(Weekday.MON, Weekday.TUE, Weekday.THU), "00:00", "24:00");
          default ->
              new WindowSpec.Absolute(
                  now.atOffset(ZoneOffset.UTC).toLocalDateTime(),
                  now.atOffset(ZoneOffset.UTC).toLocalDateTime().plusDays(1 + random.nextInt(20)));
        };
    CalendarKind kind = name.equals("freeze") ? CalendarKind.BLACKOUT : one(CalendarKind.values());
    return new CalendarInput(name, null, kind, zone, List.of(window));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  @SafeVarargs
  private <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }
}
