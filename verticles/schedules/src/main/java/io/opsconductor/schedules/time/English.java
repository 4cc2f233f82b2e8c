package io.opsconductor.schedules.time;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Pieces of sentences. */
final class English {
  private static final List<String> NTH = List.of("first", "second", "third", "fourth", "fifth");
  private static final int MOST_TIMES = 8;

  private English() {}

  /** {@code a, b and c}. */
  static String list(List<String> items) {
    int last = items.size() - 1;
    return last == 0
        ? items.getFirst()
        : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
  }

  /** Values in their order, three or more in a row as {@code a to c}. */
  static String runs(List<Integer> values, IntFunction<String> name) {
    List<String> items = new ArrayList<>();
    int i = 0;
    while (i < values.size()) {
      int end = i;
      while (end + 1 < values.size() && values.get(end + 1) == values.get(end) + 1) {
        end++;
      }
      if (end - i < 2) {
        end = i;
      }
      String first = name.apply(values.get(i));
      items.add(end == i ? first : first + " to " + name.apply(values.get(end)));
      i = end + 1;
    }
    return list(items);
  }

  static String times(List<LocalTime> times) {
    List<String> words = times.stream().limit(MOST_TIMES).map(Notes::time).toList();
    int more = times.size() - MOST_TIMES;
    return more <= 0
        ? list(words)
        : String.join(", ", words)
            + " and %d more %s".formatted(more, more == 1 ? "time" : "times");
  }

  static String ordinal(int number) {
    int tens = number % 100;
    String ending =
        switch (tens > 10 && tens < 14 ? 0 : number % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
    return number + ending;
  }

  static String nth(int number) {
    return NTH.get(number - 1);
  }

  static String weekday(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  /** Days of the week, of which 1 is Monday, in their order. */
  static String weekdays(List<Integer> days) {
    if (days.equals(List.of(1, 2, 3, 4, 5))) {
      return "weekday";
    }
    return runs(days, day -> weekday(DayOfWeek.of(day)));
  }

  static String months(List<Integer> months) {
    return runs(months, month -> Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH));
  }

  /** {@code 15 minutes}; {@code minute} alone for one. */
  static String count(long number, String unit) {
    return number == 1 ? unit : number + " " + unit + "s";
  }
}
