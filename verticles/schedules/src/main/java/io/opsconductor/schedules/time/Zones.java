package io.opsconductor.schedules.time;

import io.opsconductor.contracts.OpsException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Time zones by the names of the IANA database. */
final class Zones {
  private static final Set<String> IDS = Set.copyOf(ZoneId.getAvailableZoneIds());
  private static final Pattern OFFSET =
      Pattern.compile("(?i)(UTC|GMT|UT)?[+-][0-9]{1,2}(:?[0-9]{2}){0,2}|Z");
  private static final int MOST_EDITS = 4;

  private Zones() {}

  static ZoneId require(String id, String pointer) {
    if (IDS.contains(id)) {
      return ZoneId.of(id);
    }
    if (OFFSET.matcher(id).matches()) {
      throw BadSchedule.at(
          pointer,
          "zone must be a region such as Europe/Berlin, or UTC, not the offset %s: an offset does not say when clocks change"
              .formatted(id));
    }
    throw unknown(id, pointer);
  }

  private static OpsException unknown(String id, String pointer) {
    String hint =
        nearest(id)
            .map(near -> "did you mean %s?".formatted(near))
            .orElse("it must be a name of the IANA database such as Europe/Berlin, or UTC");
    return BadSchedule.at(pointer, "zone %s is not known, %s".formatted(id, hint));
  }

  private static Optional<String> nearest(String id) {
    return IDS.stream()
        .min(
            Comparator.<String>comparingInt(known -> distance(id, known))
                .thenComparing(String::length)
                .thenComparing(Comparator.naturalOrder()))
        .filter(known -> distance(id, known) <= Math.min(MOST_EDITS, id.length() / 2));
  }

  /** Edits from one name to the other; to the city alone when no region is given. */
  private static int distance(String id, String known) {
    String plain = plain(id);
    int whole = edits(plain, plain(known));
    if (id.indexOf('/') >= 0 || known.indexOf('/') < 0) {
      return whole;
    }
    return Math.min(whole, edits(plain, plain(known.substring(known.lastIndexOf('/') + 1))));
  }

  private static String plain(String id) {
    return id.toLowerCase(Locale.ROOT).replace(' ', '_');
  }

  private static int edits(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int swap = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(swap, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }
}
