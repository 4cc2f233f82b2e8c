package io.opsconductor.schedules.time;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads cron expressions.
 *
 * <p>Five fields (minute, hour, day of month, month, day of week), six with seconds first, or a
 * name such as {@code @daily}. An item of a field is {@code *}, a value, a range {@code a-b}, or
 * one of these with a step: {@code * /n} (without the space), {@code a-b/n}, {@code a/n} from a to
 * the greatest value. Months and days of the week may be named. Ranges of hours, months and days of
 * the week may go over the end: {@code 22-2}, {@code FRI-MON}. {@code ?} is {@code *} in the two
 * fields of days. Beside that, of days of the month {@code L}, {@code L-n}, {@code LW}, {@code nW};
 * of days of the week {@code 5L} and {@code 5#2}. When both fields of days are restricted, that is,
 * neither is {@code ?} or begins with {@code *}, one of them is enough.
 */
final class CronParser {
  private static final Map<String, String> NAMED =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  private CronParser() {}

  static CronExpression parse(String expression) {
    String text = expression.strip();
    if (text.startsWith("@")) {
      text = named(text);
    }
    List<String> fields = List.of(text.split("\\s+"));
    int count = text.isEmpty() ? 0 : fields.size();
    if (count != 5 && count != 6) {
      throw BadSchedule.inExpression(wrongCount(count));
    }
    int from = count - 5;
    return new CronExpression(
        CronFieldParser.parse(CronUnit.SECOND, from == 1 ? fields.getFirst() : "0"),
        CronFieldParser.parse(CronUnit.MINUTE, fields.get(from)),
        CronFieldParser.parse(CronUnit.HOUR, fields.get(from + 1)),
        CronFieldParser.parse(CronUnit.DAY_OF_MONTH, fields.get(from + 2)),
        CronFieldParser.parse(CronUnit.MONTH, fields.get(from + 3)),
        CronFieldParser.parse(CronUnit.DAY_OF_WEEK, fields.get(from + 4)));
  }

  private static String named(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    if (name.equals("@reboot")) {
      throw BadSchedule.inExpression(
          "expression is @reboot, which is no time: a schedule knows nothing of when hosts start");
    }
    if (name.startsWith("@every")) {
      throw BadSchedule.inExpression(
          "expression is %s, which is no cron: use a spec of type interval".formatted(text));
    }
    String fields = NAMED.get(name);
    if (fields == null) {
      throw BadSchedule.inExpression(
          "expression %s is not known, it must be one of @yearly, @annually, @monthly, @weekly, @daily, @midnight and @hourly"
              .formatted(text));
    }
    return fields;
  }

  private static String wrongCount(int count) {
    String wanted =
        "expression must have 5 fields (minute, hour, day of month, month, day of week), or 6 with"
            + " seconds first, has "
            + count;
    return count == 7 ? wanted + "; a year cannot be given" : wanted;
  }
}
