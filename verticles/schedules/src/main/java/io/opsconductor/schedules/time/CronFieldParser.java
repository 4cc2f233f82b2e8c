package io.opsconductor.schedules.time;

import io.opsconductor.contracts.OpsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one field of a cron expression. */
final class CronFieldParser {
  private final CronUnit unit;
  private final List<DaySpecial> specials = new ArrayList<>();
  private long bits;
  private boolean sweeping;

  private CronFieldParser(CronUnit unit) {
    this.unit = unit;
  }

  static CronField parse(CronUnit unit, String text) {
    CronFieldParser parser = new CronFieldParser(unit);
    boolean any = text.equals("?") && CronSpecials.isOfDays(unit);
    for (String item : (any ? "*" : text).split(",", -1)) {
      parser.read(item, text);
    }
    boolean star = any || text.startsWith("*");
    return new CronField(unit, text, parser.bits, star, parser.sweeping, parser.specials);
  }

  private void read(String item, String text) {
    if (item.isEmpty()) {
      throw bad(unit, text, "there is an empty item beside a comma");
    }
    if (item.equals("?")) {
      throw bad(unit, text, "? stands only for a whole field of days");
    }
    Optional<DaySpecial> special = CronSpecials.read(unit, item.toUpperCase(Locale.ROOT));
    if (special.isPresent()) {
      specials.add(special.get());
    } else {
      readPlain(item);
    }
  }

  private void readPlain(String item) {
    int slash = item.indexOf('/');
    String range = slash < 0 ? item : item.substring(0, slash);
    int step = slash < 0 ? 1 : step(item, item.substring(slash + 1));
    int dash = range.indexOf('-');
    if (range.equals("*")) {
      add(unit.min, unit.max, step);
    } else if (dash >= 0) {
      addRange(item, range.substring(0, dash), range.substring(dash + 1), step);
    } else {
      int from = value(item, range);
      add(from, slash < 0 ? from : unit.max, step);
    }
  }

  private void addRange(String item, String first, String last, int step) {
    int from = value(item, first);
    int to = value(item, last);
    if (unit == CronUnit.DAY_OF_WEEK && last.equals("7") && from > 0) {
      to = 7;
    } else if (unit == CronUnit.DAY_OF_WEEK && last.equals("7")) {
      to = first.equals("0") ? 6 : 0;
    }
    if (to < from && !unit.wraps) {
      throw bad(unit, item, "the range ends before it begins");
    }
    add(from, to < from ? to + unit.count() : to, step);
  }

  /** Values beyond the greatest go on at the least. */
  private void add(int from, int to, int step) {
    for (int value = from; value <= to; value += step) {
      bits |= 1L << ((value - unit.min) % unit.count() + unit.min);
    }
    sweeping |= from == unit.min && to == unit.max;
  }

  private int step(String item, String text) {
    int step = number(text);
    if (step < 1) {
      throw bad(unit, item, "the step after / must be a number from 1");
    }
    if (step > unit.max) {
      throw bad(
          unit,
          item,
          "the step is at most %d; a longer time from one to the next needs a spec of type interval"
              .formatted(unit.max));
    }
    return step;
  }

  private int value(String item, String text) {
    Optional<Integer> value = value(unit, text);
    return value.orElseThrow(() -> bad(unit, item, "it must be " + unit.range()));
  }

  /** Of a number or a name; Sunday is 0. */
  static Optional<Integer> value(CronUnit unit, String text) {
    int named = unit.names().indexOf(text.toUpperCase(Locale.ROOT));
    if (named >= 0) {
      return Optional.of(named + unit.min);
    }
    int number = number(text);
    if (unit == CronUnit.DAY_OF_WEEK && number == 7) {
      return Optional.of(0);
    }
    return number < unit.min || number > unit.max ? Optional.empty() : Optional.of(number);
  }

  /** -1 for what is none. */
  static int number(String text) {
    boolean digits = !text.isEmpty() && text.length() < 6;
    for (int i = 0; i < text.length(); i++) {
      digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return digits ? Integer.parseInt(text) : -1;
  }

  static OpsException bad(CronUnit unit, String item, String why) {
    return BadSchedule.inExpression(
        "expression has %s in the %s field: %s".formatted(item, unit.words, why));
  }
}
