package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many tasks of an execution are in which state.
 *
 * @param byState by the name of the state
 */
record Counts(int total, Map<String, Integer> byState) {

  static final Counts NONE = new Counts(0, Map.of());

  /** States that are worth a look, worst first. */
  static final List<String> TROUBLED = List.of("failed", "timed_out", "unreachable", "lost");

  private static final List<String> FINAL =
      List.of("succeeded", "failed", "timed_out", "unreachable", "lost", "cancelled", "skipped");

  static Counts of(JsonNode counts) {
    Map<String, Integer> byState = new LinkedHashMap<>();
    counts
        .propertyStream()
        .filter(field -> !field.getKey().equals("total"))
        .forEach(field -> byState.put(field.getKey(), field.getValue().asInt()));
    return new Counts(counts.path("total").asInt(), byState);
  }

  int of(String state) {
    return byState.getOrDefault(state, 0);
  }

  int finished() {
    return FINAL.stream().mapToInt(this::of).sum();
  }

  int troubled() {
    return TROUBLED.stream().mapToInt(this::of).sum();
  }

  /** For example {@code 198 succeeded, 2 failed}. */
  String words() {
    return FINAL.stream()
        .filter(state -> of(state) > 0)
        .map(state -> of(state) + " " + state.replace('_', ' '))
        .collect(Collectors.joining(", "));
  }
}
