package io.opsconductor.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleFileTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cron: '30 2 * * *'|{'type':'cron','expression':'30 2 * * *'}",
        "{cron: '@daily', zone: Asia/Tokyo}"
            + "|{'type':'cron','expression':'@daily','zone':'Asia/Tokyo'}",
        "every: 5m|{'type':'interval','every':'PT5M'}",
        "every: 90|{'type':'interval','every':'PT1M30S'}",
        "every: P1D|{'type':'interval','every':'P1D'}",
        "at: 2026-12-01T02:30|{'type':'once','at':'2026-12-01T02:30'}",
        "{spec: {expression: '@daily'}, zone: UTC}"
            + "|{'type':'cron','expression':'@daily','zone':'UTC'}",
        "spec: {every: 1d, anchor: '2026-01-01T00:00:00Z'}"
            + "|{'type':'interval','every':'PT24H','anchor':'2026-01-01T00:00:00Z'}",
        "spec: {frequency: monthly, times: [02:30], day: -1, every: 2, since: 2026-01-31}"
            + "|{'type':'recurring','frequency':'monthly','times':['02:30'],'day':-1,'every':2,"
            + "'since':'2026-01-31'}",
        "spec: {type: once, at: 2026-12-01}|{'type':'once','at':'2026-12-01'}"
      })
  void parse_shouldFillInTheSpec_whenAShortFormIsUsed(String yaml, String spec) {
    // given
    String rest = yaml.startsWith("{") ? yaml.substring(1, yaml.length() - 1) : yaml;
    String text = "{name: a, job: b, " + rest.replaceFirst("^(\\w+): ", "$1: ") + "}";

    // when
    List<ObjectNode> schedules = ScheduleFile.parse(text, "s.yaml");

    // then
    assertThat(schedules)
        .singleElement()
        .hasToString(
            "{'name':'a','job':'b','spec':".replace('\'', '"') + spec.replace('\'', '"') + "}");
  }

  @Test
  void parse_shouldGiveAllSchedules_withoutWhatTheServerAdds() {
    // when
    List<ObjectNode> schedules =
        ScheduleFile.parse(
            """
            name: a
            id: x
            version: 3
            health: healthy
            counts: {fired: 1}
            cron: "@daily"
            jitter: 2m
            misfire: {policy: all, deadline: 1h, limit: 3}
            ---
            name: b
            every: 1h
            """,
            "s.yaml");

    // then
    assertThat(schedules.getFirst())
        .hasToString(
            """
            {"name":"a","jitter":"PT2M","misfire":{"policy":"all","deadline":"PT1H","limit":3},\
            "spec":{"type":"cron","expression":"@daily"}}\
            """);
    assertThat(schedules).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: a|needs one of spec, cron, every and at",
        "{name: a, cron: '@daily', every: 5m}|and not several",
        "cron: '@daily'|document 1 is no schedule with a name",
        "''|holds no schedule",
        "{name: a|s.yaml:1:"
      })
  void parse_shouldSayWhatIsWrong_whenItIsNoSchedule(String yaml, String message) {
    assertThatThrownBy(() -> ScheduleFile.parse(yaml == null ? "" : yaml, "s.yaml"))
        .isInstanceOf(CliException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-29T01:00:00Z, 2026-11-29T01:00:00Z",
    "2026-11-29T02:00+01:00, 2026-11-29T01:00:00Z",
    "2026-11-29T02:00, 2026-11-29T01:00:00Z",
    "2026-11-29 02:00:30, 2026-11-29T01:00:30Z",
    "2026-07-01, 2026-06-30T22:00:00Z",
    "now, 2026-01-01T00:00:00Z",
    "2h, 2026-01-01T02:00:00Z",
    "90, 2026-01-01T00:01:30Z"
  })
  void time_shouldBeUnderstood_whenItIsTyped(String typed, Instant expected) {
    // given
    Instant now = Instant.parse("2026-01-01T00:00:00.5Z");

    // when, then
    assertThat(Instants.parseFrom(typed, ZoneId.of("Europe/Berlin"), now)).isEqualTo(expected);
  }

  @Test
  void time_shouldBeRefused_whenItIsNone() {
    assertThatThrownBy(() -> Instants.parse("Sunday", ZoneId.of("UTC"), Instant.EPOCH))
        .hasMessageContaining("'Sunday' is not a time like");
    assertThatThrownBy(() -> Instants.zone("Berlin")).hasMessageContaining("not a time zone");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "850, 850 ms",
    "12440, 12.4 s",
    "185000, 3m 5s",
    "7800000, 2h 10m",
    "352800000, 4d 2h"
  })
  void words_shouldTellALength_whenItIsShown(long millis, String words) {
    assertThat(Durations.words(millis)).isEqualTo(words);
  }
}
