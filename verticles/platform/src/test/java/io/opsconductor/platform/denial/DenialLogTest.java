package io.opsconductor.platform.denial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DenialLogTest {
  private static final Denial.Who ANN = new Denial.Who(Ids.next(), Ids.next(), "ann", null);
  private static final UUID THING = Ids.next();

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final List<EventEnvelope> told = new ArrayList<>();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final DenialLog log = log(told::addAll);

  private DenialLog log(Consumer<List<EventEnvelope>> sink) {
    return new DenialLog("targets", new TestClock(), metrics, sink);
  }

  private static Denial denial(Denial.Who who, String operation, UUID thing, String address) {
    return new Denial(
        Denial.ACCESS, who, operation, "forbidden", "No", "target", thing, "trace", address);
  }

  private static long counted(List<EventEnvelope> events) {
    return events.stream().mapToLong(event -> event.data().path("count").asLong()).sum();
  }

  @Test
  void add_shouldTellOfEveryDetail_whenItIsTheFirst() {
    // given
    Denial.Who who = new Denial.Who(Ids.next(), Ids.next(), "bob", Ids.next());
    // when
    log.add(denial(who, "ops.targets.v1.target.update", THING, "192.0.2.7"));
    log.flush();
    // then
    EventEnvelope event = told.getFirst();
    assertThat(event.type()).isEqualTo("access.denied");
    assertThat(event.organizationId()).isEqualTo(who.organizationId());
    assertThat(event.actorId()).isEqualTo(who.id());
    assertThat(event.actor()).isEqualTo("bob");
    assertThat(event.resourceId()).isEqualTo(THING);
    assertThat(event.correlationId()).isEqualTo("trace");
    assertThat(event.data().toString())
        .isEqualTo(
            "{\"address\":\"192.0.2.7\",\"code\":\"forbidden\",\"count\":1,"
                + "\"operation\":\"ops.targets.v1.target.update\",\"reason\":\"No\","
                + "\"tokenId\":\"%s\"}".formatted(who.tokenId()));
  }

  @Test
  void add_shouldBecomeOneMoreEvent_whenTheSameIsRefusedAgainWithinTheMinute() {
    // given
    IntStream.range(0, 1_000).forEach(i -> log.add(denial(ANN, "delete", THING, null)));
    log.flush();
    assertThat(told).hasSize(1);
    // when
    now = now.plus(DenialLog.WINDOW);
    log.flush();
    // then
    assertThat(told).hasSize(2);
    assertThat(told.getLast().data().path("count").asInt()).isEqualTo(999);
    assertThat(told.getLast().data().has("first")).isTrue();
    // and
    log.add(denial(ANN, "delete", THING, null));
    log.flush();
    assertThat(told).hasSize(3);
  }

  @Test
  void add_shouldStayBoundedAndCountAll_whenOneTriesManyThings() {
    // when
    IntStream.range(0, 5_000).forEach(i -> log.add(denial(ANN, "delete", Ids.next(), null)));
    now = now.plus(DenialLog.WINDOW);
    log.flush();
    // then
    assertThat(told).hasSizeLessThan(DenialLog.MOST_OF_ONE + 3);
    assertThat(counted(told)).isEqualTo(5_000);
    assertThat(told).allSatisfy(event -> assertThat(event.actor()).isEqualTo("ann"));
  }

  @Test
  void add_shouldStayBoundedAndTellOfAnn_whenManyAddressesFlood() {
    // when
    IntStream.range(0, 5_000)
        .forEach(i -> log.add(denial(Denial.Who.UNKNOWN, "login", null, "2001:db8::" + i)));
    log.add(denial(ANN, "delete", THING, null));
    now = now.plus(DenialLog.WINDOW);
    log.flush();
    // then
    assertThat(told).hasSizeLessThan(DenialLog.MOST_OF_UNKNOWN + 4);
    assertThat(counted(told)).isEqualTo(5_001);
    assertThat(told).anySatisfy(event -> assertThat(event.resourceId()).isEqualTo(THING));
  }

  @Test
  void add_shouldStayBoundedAndCountAll_whenManyUsersFlood() {
    // when
    IntStream.range(0, 5_000)
        .mapToObj(i -> new Denial.Who(Ids.next(), Ids.next(), "u" + i, null))
        .forEach(who -> log.add(denial(who, "delete", THING, null)));
    now = now.plus(DenialLog.WINDOW);
    log.flush();
    // then
    assertThat(told).hasSizeLessThan(DenialLog.MOST + 3);
    assertThat(counted(told)).isEqualTo(5_000);
  }

  @Test
  void flush_shouldTellLater_whenEventsCannotBeStored() {
    // given
    List<EventEnvelope> stored = new ArrayList<>();
    boolean[] broken = {true};
    DenialLog stubborn =
        log(
            events -> {
              if (broken[0]) {
                throw new IllegalStateException("away");
              }
              stored.addAll(events);
            });
    stubborn.add(denial(ANN, "delete", THING, null));
    assertThatThrownBy(stubborn::flush).hasMessage("away");
    // when
    broken[0] = false;
    stubborn.flush();
    stubborn.flush();
    // then
    assertThat(stored).hasSize(1);
  }

  @Test
  void add_shouldCountWhatIsLost_whenEventsCannotBeStoredForHours() {
    // when
    for (int minute = 0; minute < 20; minute++) {
      IntStream.range(0, DenialLog.MOST)
          .mapToObj(i -> new Denial.Who(Ids.next(), Ids.next(), "u" + i, null))
          .forEach(who -> log.add(denial(who, "delete", THING, null)));
      now = now.plus(DenialLog.WINDOW);
      log.endWindows(now);
    }
    log.flush();
    // then
    assertThat(told).hasSize(DenialLog.MOST_WAITING);
    assertThat(metrics.get("opsconductor.denials.lost").counter().count())
        .isEqualTo(20 * DenialLog.MOST - DenialLog.MOST_WAITING);
  }

  @Test
  void close_shouldTellOfTheRest_whenTheMinuteIsNotOver() {
    // given
    log.add(denial(ANN, "delete", THING, null));
    log.add(denial(ANN, "delete", THING, null));
    // when
    log.close();
    // then
    assertThat(counted(told)).isEqualTo(2);
  }

  private final class TestClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
