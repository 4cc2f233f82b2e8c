package io.opsconductor.schedules.time;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** Random cron expressions. */
final class OracleCronRandom {
  private static final String[] MONTHS = {
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"
  };
  private static final String[] WEEKDAYS = {"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};

  private final Random random;
  private final String zone;
  private final LocalDateTime middle;
  private final boolean bySeconds;

  OracleCronRandom(Random random, String zone, LocalDateTime middle, boolean bySeconds) {
    this.random = random;
    this.zone = zone;
    this.middle = middle;
    this.bySeconds = bySeconds;
  }

  OracleCron cron() {
    boolean freeMonth = random.nextInt(5) > 0;
    OracleCron.Field month =
        freeMonth ? star("*", 1, 12) : field(1, 12, middle.getMonthValue(), true);
    boolean either = random.nextInt(4) == 0;
    boolean ofMonth = either || random.nextInt(4) == 0;
    boolean ofWeek = either || (!ofMonth && random.nextInt(3) == 0);
    return new OracleCron(
        bySeconds ? seconds() : null,
        minutes(),
        hours(),
        ofMonth ? daysOfMonth(freeMonth) : star(free(), 1, 31),
        month,
        ofWeek ? daysOfWeek() : star(free(), 0, 6),
        zone,
        new HashMap<>());
  }

  private String free() {
    return random.nextInt(3) == 0 ? "?" : "*";
  }

  private OracleCron.Field seconds() {
    return random.nextInt(4) == 0
        ? one(plain("*/20", 0, 59, 20, 0, 59))
        : one(value(random.nextInt(60), 0, 59, false));
  }

  private OracleCron.Field minutes() {
    return switch (random.nextInt(6)) {
      case 0 -> star("*", 0, 59);
      case 1 -> {
        int step = List.of(5, 7, 15, 20, 30).get(random.nextInt(5));
        String text = (random.nextBoolean() ? "*/" : "0/") + step;
        yield one(plain(text, 0, 59, step, 0, 59));
      }
      case 2 -> field(0, 59, random.nextInt(60), false);
      default -> one(value(random.nextInt(4) * 15, 0, 59, false));
    };
  }

  private OracleCron.Field hours() {
    return switch (random.nextInt(8)) {
      case 0 -> star("*", 0, 23);
      case 1 -> field(0, 23, middle.getHour(), true);
      case 2 -> one(plain("*/2", 0, 23, 2, 0, 23));
      default ->
          one(value(Math.floorMod(middle.getHour() + random.nextInt(-2, 3), 24), 0, 23, false));
    };
  }

  /** Of months that may be few, only such days that every month has. */
  private OracleCron.Field daysOfMonth(boolean freeMonth) {
    int near = middle.plusDays(random.nextInt(-2, 3)).getDayOfMonth();
    int n = freeMonth ? near : Math.min(28, near);
    int back = middle.toLocalDate().lengthOfMonth() - near;
    return switch (random.nextInt(9)) {
      case 0 -> one(new OracleCron.Written("L", OracleCron.beforeLast(0)));
      case 1 ->
          back > 0 && back < 28
              ? one(new OracleCron.Written("L-" + back, OracleCron.beforeLast(back)))
              : one(new OracleCron.Written("lw", OracleCron.lastWorkday()));
      case 2, 3 -> one(new OracleCron.Written(n + "W", OracleCron.nearestWorkday(n)));
      case 4 -> one(plain("*/2", 1, 31, 2, 1, 31));
      case 5 ->
          new OracleCron.Field(
              List.of(
                  value(n, 1, 31, false),
                  new OracleCron.Written("LW", OracleCron.lastWorkday()),
                  value(1 + random.nextInt(28), 1, 31, false)));
      case 6 -> field(1, 31, Math.min(n, 28), false);
      default -> one(value(n, 1, 31, false));
    };
  }

  private OracleCron.Field daysOfWeek() {
    int n = random.nextInt(8);
    int near = middle.getDayOfWeek().getValue() % 7;
    return switch (random.nextInt(7)) {
      case 0 -> one(new OracleCron.Written(weekday(n) + "L", OracleCron.last(n)));
      case 1, 2 -> {
        int nth = 1 + random.nextInt(4);
        yield one(new OracleCron.Written(weekday(near) + "#" + nth, OracleCron.nth(near, nth)));
      }
      case 3 ->
          new OracleCron.Field(
              List.of(
                  new OracleCron.Written(weekday(n) + "#5", OracleCron.nth(n, 5)),
                  value(near, 0, 6, true)));
      case 4 -> one(plain("*/3", 0, 6, 3, 0, 6));
      case 5 -> field(0, 6, near, true);
      default -> one(new OracleCron.Written(weekday(n), plain(n % 7, 0, 6)));
    };
  }

  private OracleCron.Field field(int least, int greatest, int near, boolean wraps) {
    List<OracleCron.Written> items = new ArrayList<>();
    items.add(item(least, greatest, near, wraps));
    IntStream.range(0, random.nextInt(3))
        .forEach(i -> items.add(item(least, greatest, random.nextInt(least, greatest + 1), wraps)));
    return new OracleCron.Field(items);
  }

  private OracleCron.Written item(int least, int greatest, int from, boolean wraps) {
    int to = wraps ? random.nextInt(least, greatest + 1) : random.nextInt(from, greatest + 1);
    int step = 1 + random.nextInt(4);
    String range = name(from, greatest) + "-" + name(to, greatest);
    if (greatest == 6 && range.equals("0-7")) {
      range = "0-0"; // as 0-7 is the whole week
    }
    return switch (random.nextInt(4)) {
      case 0 -> plain(range, from, to, 1, least, greatest);
      case 1 -> plain(range + "/" + step, from, to, step, least, greatest);
      case 2 -> plain(from + "/" + step, from, greatest, step, least, greatest);
      default -> value(from, least, greatest, true);
    };
  }

  private OracleCron.Written value(int value, int least, int greatest, boolean named) {
    String text = named ? name(value, greatest) : String.valueOf(value);
    return plain(text, value, value, 1, least, greatest);
  }

  private static OracleCron.Item plain(int value, int least, int greatest) {
    return OracleCron.plain(value, value, 1, least, greatest);
  }

  private static OracleCron.Field star(String text, int least, int greatest) {
    return one(plain(text, least, greatest, 1, least, greatest));
  }

  private static OracleCron.Written plain(
      String text, int from, int to, int step, int least, int greatest) {
    return new OracleCron.Written(text, OracleCron.plain(from, to, step, least, greatest));
  }

  private static OracleCron.Field one(OracleCron.Written item) {
    return new OracleCron.Field(List.of(item));
  }

  private String name(int value, int greatest) {
    if (greatest == 12 && random.nextBoolean()) {
      return MONTHS[value - 1];
    }
    return greatest == 6 ? weekday(value) : String.valueOf(value);
  }

  /** 7 is Sunday, too. */
  private String weekday(int value) {
    return switch (random.nextInt(3)) {
      case 0 -> WEEKDAYS[value % 7];
      case 1 -> WEEKDAYS[value % 7].toLowerCase(Locale.ROOT);
      default -> String.valueOf(value == 0 && random.nextBoolean() ? 7 : value);
    };
  }
}
